/** Which page is where. Each page is a file in src/routes, fetched when somebody goes there.
 *
 *  To add a page: a file in src/routes that exports `Route = createLazyRoute(id)({ component })`, three lines here, and a line in
 *  shell/navigation.ts when it is to be gone to from everywhere. What a page keeps in the URL is its `validateSearch` here. */
import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter } from "@tanstack/react-router";
import { PageSkeleton } from "../components/page-skeleton.tsx";
import { CrashPage } from "./crash-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  notFoundComponent: NotFoundPage,
});

/** Everything with the navigation around it: for those who are signed in. */
const shell = createRoute({ getParentRoute: () => root, id: "shell" }).lazy(async () => {
  const { Route } = await import("./shell/shell-route.tsx");
  return Route;
});

const home = createRoute({ getParentRoute: () => shell, path: "/" }).lazy(async () => {
  const { Route } = await import("../routes/home.tsx");
  return Route;
});

/** With the navigation around it, so that one can go on from there. */
const nowhere = createRoute({ getParentRoute: () => shell, path: "$", component: NotFoundPage });

const routeTree = root.addChildren([shell.addChildren([home, nowhere])]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    // What is fetched belongs to TanStack Query, which knows itself how long it is good.
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
