/** Every page of the app, for what is checked or shown of each: accessibility, screenshots. A new page gets a line here. */
import { type EmulatedWhatsapp, startEmulatedWhatsapp } from "../../server/test/linked-device-app.ts";
import { findInboxConversation, findMessage, seedInbox } from "./inbox-seed.ts";
import { tokenOf } from "./people.ts";
import { seedAiReplies } from "./seed-ai-replies.ts";
import { findGroup, findGroupConversation, findGroups, seedGroups } from "./seed-groups.ts";
import { findLimited, seedLimits } from "./seed-limits.ts";
import { findRule, seedRules } from "./seed-rules.ts";
import { findSandboxChat, seedSandbox } from "./seed-sandbox.ts";
import { seedStoppedChannel } from "./seed-stopped-channel.ts";
import { findMetaTemplate, seedTemplates } from "./seed-templates.ts";
import {
  findBeingPaired,
  findEnded,
  findPaired,
  findUnpaired,
  seedWhatsAppWeb,
  stopPairing,
} from "./seed-whatsapp-web.ts";
import { startWebTest, type Visit, type VisitOptions, type WebTest } from "./web-test.ts";

export interface PageCase {
  readonly name: string;
  /** A function where the path names something that was made before. */
  readonly path: string | ((web: WebTest) => Promise<string>);
  /** On a server that nobody has set up yet. */
  readonly isFirstRun?: boolean;
  /** Default: the owner. */
  readonly as?: VisitOptions["as"] | "nobody";
  /** Brings the page into the state to be looked at, such as an open dialog. */
  readonly prepare?: (visit: Visit) => Promise<void>;
}

export const PAGES: readonly PageCase[] = [
  { name: "setup", path: async ({ app }) => pathOf(app.setupUrl ?? ""), as: "nobody", isFirstRun: true },
  { name: "setup-no-link", path: "/setup", as: "nobody", isFirstRun: true },
  { name: "sign-in", path: "/sign-in", as: "nobody" },
  { name: "setup-done", path: "/setup", as: "nobody" },
  { name: "invitation", path: async ({ app }) => `/invitation#token=${await makeInvitation(app)}`, as: "nobody" },
  { name: "home", path: "/" },
  { name: "home-viewer", path: "/", as: "viewer" },
  {
    name: "more",
    path: "/",
    async prepare({ page }) {
      const more = page.getByRole("button", { name: "More" });
      await (page.viewportSize()?.width === 390 ? more : page.getByRole("button", { name: "Olivia Owner" })).click();
    },
  },
  { name: "not-found", path: "/no-such-page" },
  { name: "palette", path: "/", prepare: ({ page }) => page.keyboard.press("Control+k") },
  { name: "shortcuts", path: "/", prepare: ({ page }) => page.keyboard.press("?") },
  { name: "account", path: "/account" },
  { name: "channels", path: "/channels" },
  { name: "channel-new", path: "/channels/new" },
  {
    name: "channel",
    path: async ({ app }) => `/channels/${await app.channelId()}`,
    async prepare({ page }) {
      await page.getByRole("button", { name: "Check connection" }).click();
      await page.getByText("Fine").first().waitFor();
    },
  },
  {
    name: "groups",
    path: ({ app }) => findGroups(app),
    prepare: ({ page }) => page.getByRole("link", { name: "Market days" }).waitFor(),
  },
  { name: "groups-viewer", path: async ({ app }) => `${await findGroups(app)}?state=left`, as: "viewer" },
  {
    name: "group",
    path: ({ app }) => findGroup(app),
    async prepare({ page }) {
      await page.getByRole("button", { name: "Show the link" }).click();
      await page.getByRole("button", { name: "Copy", exact: true }).waitFor();
    },
  },
  { name: "group-for-admins", path: ({ app }) => findGroup(app, "Market days") },
  {
    name: "channel-stopped",
    async path({ app }) {
      const { body } = await app.api("GET", "/channels");
      return `/channels/${body.items.find(({ state }: { state: string }) => state === "stopped").id}`;
    },
  },
  { name: "whatsapp-web-new", path: "/channels/new?kind=linked-device" },
  {
    name: "whatsapp-web-unpaired",
    async path({ app }) {
      await stopPairing(app);
      return findUnpaired(app);
    },
  },
  {
    name: "whatsapp-web-number",
    path: ({ app }) => findUnpaired(app),
    async prepare({ page }) {
      await page.getByRole("button", { name: "Link with a phone number" }).click();
      await page.getByLabel("Phone number of the WhatsApp account").fill("600 000 001");
      await page.getByRole("button", { name: "Get a code" }).click();
    },
  },
  {
    name: "whatsapp-web-qr",
    path: ({ app }) => findBeingPaired(app),
    prepare: ({ page }) => page.getByRole("img", { name: /^QR code/ }).waitFor(),
  },
  {
    name: "whatsapp-web-code",
    path: ({ app }) => findBeingPaired(app, "+34600000001"),
    prepare: ({ page }) => page.getByText(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/).waitFor(),
  },
  { name: "whatsapp-web-viewer", path: ({ app }) => findBeingPaired(app), as: "viewer" },
  {
    name: "whatsapp-web-connected",
    path: ({ app }) => findPaired(app),
    prepare: ({ page }) => page.getByText("Messages go out and come in").waitFor(),
  },
  {
    name: "whatsapp-web-log-out",
    path: ({ app }) => findPaired(app),
    prepare: ({ page }) => page.getByRole("button", { name: "Log out" }).click(),
  },
  { name: "whatsapp-web-logged-out", path: ({ app }) => findEnded(app, "logged-out") },
  { name: "whatsapp-web-replaced", path: ({ app }) => findEnded(app, "replaced") },
  { name: "whatsapp-web-restricted", path: ({ app }) => findEnded(app, "restricted") },
  {
    name: "limits",
    path: ({ app }) => findLimited(app),
    prepare: ({ page }) => page.getByRole("button", { name: "Show every day" }).click(),
  },
  {
    name: "limits-form",
    path: ({ app }) => findLimited(app),
    async prepare({ page }) {
      await page.getByRole("button", { name: "Change limits" }).click();
      await page.getByLabel("New people a day").fill("80");
      await page.getByLabel("Days", { exact: true }).fill("");
      await page.getByRole("button", { name: "Save" }).first().click();
      await page.getByText("Please fill this in").waitFor();
    },
  },
  {
    name: "sandbox",
    path: async ({ app }) => `/sandbox/${await findSandboxChat(app)}`,
    prepare: ({ page }) => page.getByText("It came like this").first().waitFor(),
  },
  {
    name: "sandbox-list",
    path: "/sandbox",
    prepare: ({ page }) => page.getByRole("link", { name: /Third customer/ }).waitFor(),
  },
  {
    name: "sandbox-group",
    path: async ({ app }) => `/sandbox/${await findSandboxChat(app, "Neighbours")}`,
    prepare: ({ page }) => page.getByText("Only in the morning").last().waitFor(),
  },
  {
    name: "sandbox-controls",
    path: async ({ app }) => `/sandbox/${await findSandboxChat(app)}`,
    async prepare({ page }) {
      if (page.viewportSize()?.width === 390) await page.getByRole("button", { name: "Try things" }).click();
      await page.getByText("Refused for a moment × 2").waitFor();
    },
  },
  { name: "users", path: "/users" },
  {
    name: "user-invite",
    path: "/users",
    prepare: ({ page }) => page.getByRole("button", { name: "Invite somebody" }).click(),
  },
  { name: "user", path: async ({ app }) => `/users/${await findUser(app, "agent@shop.example")}` },
  { name: "api-keys", path: "/api-keys" },
  {
    name: "api-key-new",
    path: "/api-keys",
    prepare: ({ page }) => page.getByRole("button", { name: "New key" }).click(),
  },
  { name: "inbox", path: "/inbox" },
  { name: "inbox-conversation", path: async ({ app }) => `/inbox/${await findInboxConversation(app)}` },
  {
    name: "inbox-note",
    path: async ({ app }) => `/inbox/${await findInboxConversation(app)}`,
    prepare: ({ page }) => page.getByText("Note", { exact: true }).click(),
  },
  {
    name: "inbox-closed-window",
    path: async ({ app }) => `/inbox/${await findInboxConversation(app, "+34600111444")}`,
  },
  { name: "inbox-viewer", path: async ({ app }) => `/inbox/${await findInboxConversation(app)}`, as: "viewer" },
  {
    name: "inbox-why",
    path: async ({ app }) => `/inbox/${await findInboxConversation(app)}?why=${await findMessage(app, "failed")}`,
    prepare: ({ page }) => page.getByText("What happened", { exact: true }).waitFor(),
  },
  {
    name: "inbox-filters",
    path: "/inbox?unread=yes",
    prepare: ({ page }) => page.getByRole("button", { name: /^Filters/ }).click(),
  },
  {
    name: "inbox-bulk",
    path: "/inbox",
    prepare: ({ page }) =>
      page
        .getByRole("checkbox", { name: /^Select / })
        .first()
        .check({ force: true }),
  },
  {
    name: "inbox-quick-replies",
    path: async ({ app }) => `/inbox/${await findInboxConversation(app)}`,
    prepare: ({ page }) => page.getByRole("textbox", { name: /^Answer to/ }).fill("/"),
  },
  {
    name: "inbox-template",
    path: async ({ app }) => `/inbox/${await findInboxConversation(app, "+34600111444")}`,
    async prepare({ page }) {
      await page.getByRole("button", { name: "Choose a template" }).click();
      await page.getByRole("dialog").getByRole("button", { name: /_/ }).nth(1).click();
      await page.getByText("As User 1444 will see it").waitFor();
    },
  },
  {
    name: "inbox-new-message",
    path: async ({ app }) => `/inbox?write=${(await findGroups(app)).split("/")[2]}`,
    async prepare({ page }) {
      await page.getByRole("combobox", { name: "To", exact: true }).fill("o");
      await page.getByRole("option", { name: /Offers of the week/ }).waitFor();
    },
  },
  {
    name: "inbox-new-message-to-nobody",
    path: async ({ app }) => `/inbox?write=${(await findGroups(app)).split("/")[2]}`,
    async prepare({ page }) {
      await page.getByRole("combobox", { name: "To", exact: true }).fill("nobody-is-called-so");
      await page.getByText(/^Nobody found/).waitFor();
    },
  },
  {
    name: "inbox-group",
    path: async ({ app }) => `/inbox/${await findGroupConversation(app)}`,
    prepare: ({ page }) => page.getByText("Two of the dark ones").last().waitFor(),
  },
  { name: "inbox-nothing-fits", path: "/inbox?q=nobody-is-called-so" },
  {
    name: "message",
    path: async ({ app }) => `/messages/${await findMessage(app, "failed")}`,
    prepare: ({ page }) => page.getByText("What happened", { exact: true }).waitFor(),
  },
  { name: "activity", path: "/activity" },
  { name: "alerts", path: "/alerts" },
  {
    name: "auto-replies",
    path: "/auto-replies",
    async prepare({ page }) {
      await page.getByRole("textbox", { name: "A contact writes" }).fill("hello");
      await page.getByRole("region", { name: "What would be sent" }).getByText("hello to you too").waitFor();
    },
  },
  {
    name: "auto-reply-new",
    path: "/auto-replies/new",
    async prepare({ page }) {
      await page.getByRole("button", { name: "Add a rule" }).click();
      await page.getByText("Please fill this in").first().waitFor();
    },
  },
  { name: "auto-reply", path: async ({ app }) => `/auto-replies/${await findRule(app, "Prices")}` },
  { name: "follow-ups", path: "/auto-replies/follow-ups" },
  {
    name: "follow-up",
    path: async ({ app }) => `/auto-replies/follow-ups/${(await app.api("GET", "/follow-up-rules")).body.items[0].id}`,
  },
  { name: "templates", path: "/templates" },
  {
    name: "template",
    async path({ app }) {
      const { body } = await app.api("GET", "/templates?search=Order");
      return `/templates/${body.items[0].id}`;
    },
    prepare: ({ page }) => page.getByText("Your order").last().waitFor(),
  },
  { name: "meta-templates", path: "/templates/meta" },
  {
    name: "meta-template-new",
    path: "/templates/meta/new",
    async prepare({ page }) {
      await page.getByLabel("Name", { exact: true }).fill("Order update");
      await page.getByRole("textbox", { name: /^Text/ }).fill("{{1}}, your order {{2}} is on its way.");
      await page.getByRole("button", { name: "Add a button" }).click();
      await page.getByRole("menuitem", { name: "Link" }).click();
      await page.getByRole("button", { name: "Send in for approval" }).click();
      await page.getByText("Give an example").first().waitFor();
    },
  },
  { name: "meta-template", path: ({ app }) => findMetaTemplate(app, "appointment") },
  { name: "meta-template-rejected", path: ({ app }) => findMetaTemplate(app, "spring_offer") },
  { name: "settings", path: "/settings" },
  { name: "settings-viewer", path: "/settings?q=log", as: "viewer" },
  { name: "ai-replies", path: "/ai-replies" },
  { name: "ai-replies-last", path: "/ai-replies?view=replies" },
  { name: "nothing-fits", path: "/alerts?severity=info&state=resolved" },
  // The last of them: then there is an owner.
  { name: "home-first-steps", path: "/", isFirstRun: true },
];

/** A server on which all pages have something to show. */
export async function startPages(): Promise<WebTest> {
  await using undo = new AsyncDisposableStack();
  const whatsApp = undo.use(await startEmulatedWhatsapp());
  const web = undo.use(await startWebTest({ env: whatsApp.env }));
  await seedPages(web, whatsApp);
  const running = undo.move();
  return { ...web, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** People, keys and an alert, so that pages have something to show. */
async function seedPages({ app, visit }: WebTest, whatsApp: EmulatedWhatsapp): Promise<void> {
  for (const role of ["owner", "manager", "agent", "viewer"] as const) {
    await using _signedIn = await visit({ as: role });
  }
  await app.api("POST", "/users", { name: "Ines Invited", email: "ines@shop.example", role: "agent" });
  await app.api("POST", "/api-keys", { name: "Shop website", scopes: ["messages:send", "messages:read"] });
  await app.api("POST", "/api-keys", {
    name: "Reports",
    scopes: ["messages:read", "conversations:read", "contacts:read", "alerts:read"],
  });
  await app.api("POST", `/channels/${await app.channelId()}/details/refresh`);
  await seedInbox(app);
  await seedStoppedChannel(app);
  await seedRules(app);
  await seedTemplates(app);
  await seedAiReplies(app);
  await seedSandbox(app);
  await seedWhatsAppWeb(app, whatsApp);
  await seedGroups(app, whatsApp);
  await seedLimits(app, whatsApp);
}

function pathOf(url: string): string {
  const { pathname, hash } = new URL(url);
  return pathname + hash;
}

async function findUser(app: WebTest["app"], email: string): Promise<string> {
  const { body } = await app.api("GET", "/users");
  return body.items.find((user: { email: string }) => user.email === email).id;
}

let invitations = 0;
async function makeInvitation(app: WebTest["app"]): Promise<string> {
  invitations += 1;
  const email = `new-${invitations}@shop.example`;
  const { body } = await app.api("POST", "/users", { name: "Nina New", email, role: "agent" });
  return tokenOf(body.invitation.url);
}
