/** Which page is where. Each page is a file in src/routes, fetched when somebody goes there.
 *
 *  To add a page: a file in src/routes that exports `Route = createLazyRoute(id)({ component })`, its route here, and a line in
 *  shell/navigation.ts when it is to be gone to from everywhere. What a page keeps in the URL is its `validateSearch` here. */
import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter } from "@tanstack/react-router";
import { PageSkeleton } from "../components/page-skeleton.tsx";
import { CrashPage } from "./crash-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { anyText, oneOf, readSearch } from "./search-params.ts";
import { requireSession } from "./session.ts";

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ notFoundComponent: NotFoundPage });

const setup = createRoute({ getParentRoute: () => root, path: "/setup" }).lazy(() =>
  import("../routes/setup.tsx").then(({ Route }) => Route),
);
const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  // Only a path of our own: nobody shall be led elsewhere by a link to our sign-in.
  validateSearch: readSearch({
    next: (value) => (/^\/(?![/\\])/.test(anyText(value) ?? "") ? anyText(value) : undefined),
  }),
}).lazy(() => import("../routes/sign-in.tsx").then(({ Route }) => Route));
const invitation = createRoute({ getParentRoute: () => root, path: "/invitation" }).lazy(() =>
  import("../routes/invitation.tsx").then(({ Route }) => Route),
);
const passwordReset = createRoute({ getParentRoute: () => root, path: "/password-reset" }).lazy(() =>
  import("../routes/password-reset.tsx").then(({ Route }) => Route),
);

/** Everything with the navigation around it: for those who are signed in. */
const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: ({ context, location }) => requireSession(context.queryClient, location.href),
}).lazy(() => import("./shell/shell-route.tsx").then(({ Route }) => Route));

const home = createRoute({ getParentRoute: () => shell, path: "/" }).lazy(() =>
  import("../routes/home.tsx").then(({ Route }) => Route),
);
const account = createRoute({ getParentRoute: () => shell, path: "/account" }).lazy(() =>
  import("../routes/account.tsx").then(({ Route }) => Route),
);
const channels = createRoute({ getParentRoute: () => shell, path: "/channels" }).lazy(() =>
  import("../routes/channels.tsx").then(({ Route }) => Route),
);
const newChannel = createRoute({
  getParentRoute: () => shell,
  path: "/channels/new",
  validateSearch: readSearch({ kind: oneOf(["cloud-api", "linked-device", "sandbox"]) }),
}).lazy(() => import("../routes/channel-new.tsx").then(({ Route }) => Route));
const channel = createRoute({ getParentRoute: () => shell, path: "/channels/$channelId" }).lazy(() =>
  import("../routes/channel.tsx").then(({ Route }) => Route),
);
const channelGroups = createRoute({
  getParentRoute: () => shell,
  path: "/channels/$channelId/groups",
  validateSearch: readSearch({ q: anyText, state: oneOf(["left"]) }),
}).lazy(() => import("../routes/channel-groups.tsx").then(({ Route }) => Route));
const channelGroup = createRoute({ getParentRoute: () => shell, path: "/channels/$channelId/groups/$groupId" }).lazy(
  () => import("../routes/channel-group.tsx").then(({ Route }) => Route),
);
const sandbox = createRoute({
  getParentRoute: () => shell,
  path: "/sandbox",
  validateSearch: readSearch({ channelId: anyText }),
}).lazy(() => import("../routes/sandbox.tsx").then(({ Route }) => Route));
// The same page with a chat open.
const sandboxChat = createRoute({ getParentRoute: () => sandbox, path: "$chatId" });
const users = createRoute({ getParentRoute: () => shell, path: "/users" }).lazy(() =>
  import("../routes/users.tsx").then(({ Route }) => Route),
);
const user = createRoute({ getParentRoute: () => shell, path: "/users/$userId" }).lazy(() =>
  import("../routes/user.tsx").then(({ Route }) => Route),
);
const apiKeys = createRoute({ getParentRoute: () => shell, path: "/api-keys" }).lazy(() =>
  import("../routes/api-keys.tsx").then(({ Route }) => Route),
);
const activity = createRoute({
  getParentRoute: () => shell,
  path: "/activity",
  validateSearch: readSearch({
    actorKind: oneOf(["user", "api-key", "command-line", "system", "nobody"]),
    actorId: anyText,
    outcome: oneOf(["done", "refused"]),
    targetId: anyText,
  }),
}).lazy(() => import("../routes/activity.tsx").then(({ Route }) => Route));
const alerts = createRoute({
  getParentRoute: () => shell,
  path: "/alerts",
  validateSearch: readSearch({
    state: oneOf(["open", "acknowledged", "resolved"]),
    severity: oneOf(["critical", "warning", "info"]),
  }),
}).lazy(() => import("../routes/alerts.tsx").then(({ Route }) => Route));

const autoReplies = createRoute({
  getParentRoute: () => shell,
  path: "/auto-replies",
  validateSearch: readSearch({ q: anyText }),
}).lazy(() => import("../routes/auto-replies.tsx").then(({ Route }) => Route));
const newAutoReply = createRoute({ getParentRoute: () => shell, path: "/auto-replies/new" }).lazy(() =>
  import("../routes/auto-replies-new.tsx").then(({ Route }) => Route),
);
const autoReply = createRoute({ getParentRoute: () => shell, path: "/auto-replies/$ruleId" }).lazy(() =>
  import("../routes/auto-replies-rule.tsx").then(({ Route }) => Route),
);
const followUps = createRoute({
  getParentRoute: () => shell,
  path: "/auto-replies/follow-ups",
  validateSearch: readSearch({ channel: anyText }),
}).lazy(() => import("../routes/auto-replies-follow-ups.tsx").then(({ Route }) => Route));
const newFollowUp = createRoute({ getParentRoute: () => shell, path: "/auto-replies/follow-ups/new" }).lazy(() =>
  import("../routes/auto-replies-follow-up-new.tsx").then(({ Route }) => Route),
);
const followUp = createRoute({ getParentRoute: () => shell, path: "/auto-replies/follow-ups/$ruleId" }).lazy(() =>
  import("../routes/auto-replies-follow-up.tsx").then(({ Route }) => Route),
);

const inbox = createRoute({
  getParentRoute: () => shell,
  path: "/inbox",
  validateSearch: readSearch({
    q: anyText,
    state: oneOf(["closed", "all"]),
    assigned: anyText,
    unread: oneOf(["yes"]),
    channelId: anyText,
    tagId: anyText,
    contactTagId: anyText,
    sort: oneOf(["oldest", "waiting", "window"]),
    message: anyText,
    why: anyText,
    write: anyText,
    group: anyText,
  }),
}).lazy(() => import("../routes/inbox.tsx").then(({ Route }) => Route));
const inboxNothingOpen = createRoute({ getParentRoute: () => inbox, path: "/" }).lazy(() =>
  import("../routes/inbox-nothing-open.tsx").then(({ Route }) => Route),
);
const inboxConversation = createRoute({ getParentRoute: () => inbox, path: "$conversationId" }).lazy(() =>
  import("../routes/inbox-conversation.tsx").then(({ Route }) => Route),
);
const message = createRoute({ getParentRoute: () => shell, path: "/messages/$messageId" }).lazy(() =>
  import("../routes/message.tsx").then(({ Route }) => Route),
);

const templates = createRoute({
  getParentRoute: () => shell,
  path: "/templates",
  validateSearch: readSearch({ q: anyText }),
}).lazy(() => import("../routes/templates.tsx").then(({ Route }) => Route));
const newTemplate = createRoute({ getParentRoute: () => shell, path: "/templates/new" }).lazy(() =>
  import("../routes/templates-new.tsx").then(({ Route }) => Route),
);
const template = createRoute({ getParentRoute: () => shell, path: "/templates/$templateId" }).lazy(() =>
  import("../routes/templates-template.tsx").then(({ Route }) => Route),
);
const metaTemplates = createRoute({
  getParentRoute: () => shell,
  path: "/templates/meta",
  validateSearch: readSearch({
    channel: anyText,
    q: anyText,
    status: oneOf(["APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED"]),
    category: oneOf(["MARKETING", "UTILITY", "AUTHENTICATION"]),
  }),
}).lazy(() => import("../routes/templates-meta.tsx").then(({ Route }) => Route));
const newMetaTemplate = createRoute({
  getParentRoute: () => shell,
  path: "/templates/meta/new",
  validateSearch: readSearch({ channel: anyText }),
}).lazy(() => import("../routes/templates-meta-new.tsx").then(({ Route }) => Route));
const metaTemplate = createRoute({
  getParentRoute: () => shell,
  path: "/templates/meta/$channelId/$templateId",
}).lazy(() => import("../routes/templates-meta-template.tsx").then(({ Route }) => Route));

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  validateSearch: readSearch({ q: anyText }),
}).lazy(() => import("../routes/settings.tsx").then(({ Route }) => Route));

const aiReplies = createRoute({
  getParentRoute: () => shell,
  path: "/ai-replies",
  validateSearch: readSearch({
    view: oneOf(["replies"]),
    state: oneOf(["answered", "handed-over", "skipped", "silent", "superseded", "failed"]),
  }),
}).lazy(() => import("../routes/ai-replies.tsx").then(({ Route }) => Route));

/** With the navigation around it, so that one can go on from there. */
const nowhere = createRoute({ getParentRoute: () => shell, path: "$", component: NotFoundPage });

const routeTree = root.addChildren([
  setup,
  signIn,
  invitation,
  passwordReset,
  shell.addChildren([
    home,
    account,
    channels,
    newChannel,
    channel,
    channelGroups,
    channelGroup,
    sandbox.addChildren([sandboxChat]),
    users,
    user,
    apiKeys,
    activity,
    alerts,
    autoReplies,
    newAutoReply,
    autoReply,
    followUps,
    newFollowUp,
    followUp,
    inbox.addChildren([inboxNothingOpen, inboxConversation]),
    message,
    templates,
    newTemplate,
    template,
    metaTemplates,
    newMetaTemplate,
    metaTemplate,
    settings,
    aiReplies,
    nowhere,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    // What no validateSearch lets through does not reach a page.
    search: { strict: true },
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
