import type { RouteOptions } from "fastify";
import type { Access } from "./access.ts";
import { isAudited } from "./change-record.ts";

/** One registered route and method. */
export interface RegisteredRoute {
  readonly method: string;
  /** Its pattern. */
  readonly url: string;
  readonly access: Access;
  readonly operationId: string | undefined;
  readonly isAudited: boolean;
}

declare module "fastify" {
  interface FastifyInstance {
    readonly registeredRoutes: readonly RegisteredRoute[];
  }
}

/** Remembers every registered route, to tell "no such path" from "not by this method". */
export interface RoutesSeen {
  /** Grows as routes are registered. */
  readonly all: readonly RegisteredRoute[];
  add(route: RouteOptions): void;
  /** Methods that this path has, sorted; empty: there is no such path. */
  findMethods(path: string): string[];
}

export function createRoutesSeen(): RoutesSeen {
  const routes: Array<{ pattern: RegExp; methods: readonly string[] }> = [];
  const all: RegisteredRoute[] = [];
  return {
    all,
    add(route) {
      const methods = Array.isArray(route.method) ? route.method : [route.method];
      routes.push({ pattern: toPattern(route.url), methods });
      const { operationId } = (route.schema ?? {}) as { operationId?: string };
      const access = route.config?.access ?? "public";
      for (const method of methods) {
        all.push({ method, url: route.url, access, operationId, isAudited: isAudited({ ...route, method }) });
      }
    },
    findMethods(path) {
      const found = routes.filter((route) => route.pattern.test(path)).flatMap((route) => route.methods);
      return [...new Set(found)].sort();
    },
  };
}

/** `/a/:id/*` as a regular expression; of Fastify's patterns we use no others. */
function toPattern(url: string): RegExp {
  const steps = url.split("/").map((step) => {
    if (step === "*") return ".*";
    return step.startsWith(":") ? "[^/]+" : RegExp.escape(step);
  });
  return new RegExp(`^${steps.join("/")}$`);
}
