import { describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

const ANA = "+34600111222";
const OPEN = { emulator: { serviceWindow: "off" } } as const;
const DAY_MS = 86_400_000;

/** The channel's id, once the first look at its account is over. */
async function lookedAt(app: TestApp): Promise<string> {
  const id = await app.channelId();
  await app.until(`/channels/${id}/details`, (details) => details.templatesSyncedAt !== null);
  return id;
}

const findTemplate = async (app: TestApp, id: string, name: string) =>
  (await app.api("GET", `/channels/${id}/templates?name=${name}`)).body.items[0];
const untilTemplate = (app: TestApp, id: string, name: string, status: string) =>
  app.until(`/channels/${id}/templates?name=${name}`, (page) => page.items[0]?.status === status);
const untilAlert = async (app: TestApp, kind: string, state = "open") =>
  (await app.until(`/alerts?kind=${kind}&state=${state}`, (page) => page.items.length > 0)).items[0];
const useTemplate = (name: string, more: object = {}) => ({
  to: ANA,
  content: { type: "template", name, language: "en_US", ...more },
});

describe("templates", () => {
  it("are read from Meta when a channel is new, all pages of them", async () => {
    await using app = await startTestApp(OPEN);
    const id = await lookedAt(app);
    for (let index = 0; index < 120; index++) {
      app.emulator.createTemplate({ name: `bulk_${index}`, components: [{ type: "BODY", text: "Hello there." }] });
    }
    expect((await app.api("POST", `/channels/${id}/templates/sync`)).status).toBe(204);
    const first = (await app.api("GET", `/channels/${id}/templates?limit=100`)).body;
    const second = (await app.api("GET", `/channels/${id}/templates?limit=100&cursor=${first.nextCursor}`)).body;
    const names = [...first.items, ...second.items].map((template) => template.name);
    expect([names.length, new Set(names).size, second.nextCursor]).toEqual([125, 125, null]);
    const found = (await app.api("GET", `/channels/${id}/templates?search=K_11`)).body;
    expect(found.items.map(({ name }: { name: string }) => name)).toEqual([
      "bulk_11",
      ...Array.from({ length: 10 }, (_, digit) => `bulk_11${digit}`),
    ]);
    expect(await findTemplate(app, id, "order_update")).toMatchObject({
      language: "en_US",
      category: "UTILITY",
      status: "APPROVED",
      parameterFormat: "NAMED",
      components: [{ type: "HEADER" }, { type: "BODY" }, { type: "BUTTONS" }],
    });
  });

  it("are sent in for approval, and their life at Meta shows, with an alert when it goes wrong", async () => {
    await using app = await startTestApp(OPEN);
    const id = await lookedAt(app);
    const draft = {
      name: "welcome",
      language: "en_US",
      category: "UTILITY",
      components: [{ type: "BODY", text: "Hello and welcome." }],
    };
    const created = await app.api("POST", `/channels/${id}/templates`, draft);
    expect([created.status, created.body.status]).toEqual([201, "PENDING"]);
    const early = await app.api("POST", "/messages", useTemplate("welcome"));
    expect([early.status, early.body.code]).toEqual([409, "template-not-approved"]);

    app.emulator.changeTemplate("welcome", { event: "reject", reason: "INVALID_FORMAT" });
    const rejected = await untilTemplate(app, id, "welcome", "REJECTED");
    expect(rejected.items[0].rejectedReason).toBe("INVALID_FORMAT");
    expect(await untilAlert(app, "template-rejected")).toMatchObject({
      channelId: id,
      severity: "warning",
      title: expect.stringContaining("welcome"),
      mend: expect.any(String),
    });

    const edited = await app.api("PATCH", `/channels/${id}/templates/${created.body.id}`, {
      components: [{ type: "BODY", text: "Hello, and welcome to us." }],
    });
    expect([edited.status, edited.body.status]).toEqual([200, "PENDING"]);
    app.emulator.changeTemplate("welcome", { event: "approve" });
    await untilTemplate(app, id, "welcome", "APPROVED");
    await untilAlert(app, "template-rejected", "resolved");
    expect((await app.api("POST", "/messages", useTemplate("welcome"))).status).toBe(202);
    await app.emulator.waitForSent(1);

    expect((await app.api("DELETE", `/channels/${id}/templates/${created.body.id}`)).status).toBe(204);
    expect(await findTemplate(app, id, "welcome")).toBeUndefined();
    await app.emulator.settled();
    const late = await app.api("POST", "/messages", useTemplate("welcome"));
    expect(late.body.code).toMatch(/template-(unknown|deleted)/);
  });

  it("that Meta pauses are refused, what was queued waits and goes out afterwards", async () => {
    await using app = await startTestApp(OPEN);
    const id = await lookedAt(app);
    await app.api("POST", `/channels/${id}/pause`);
    const queued = await app.api("POST", "/messages", useTemplate("hello_world"));
    app.emulator.changeTemplate("hello_world", { event: "pause" });
    await untilTemplate(app, id, "hello_world", "PAUSED");
    await untilAlert(app, "template-paused");
    const refused = await app.api("POST", "/messages", useTemplate("hello_world"));
    expect([refused.status, refused.body.code]).toEqual([409, "template-paused"]);

    await app.api("POST", `/channels/${id}/resume`);
    const waiting = await app.until(`/messages/${queued.body.id}`, (message) =>
      message.history.some((step: { kind: string }) => step.kind === "deferred"),
    );
    expect(waiting.state).toBe("queued");
    app.emulator.changeTemplate("hello_world", { event: "unpause" });
    await untilTemplate(app, id, "hello_world", "APPROVED");
    await untilAlert(app, "template-paused", "resolved");
    app.clock.advance(31 * 60_000);
    await app.until(`/messages/${queued.body.id}`, (message) => message.state === "delivered");
  });

  it("that are disabled end what was queued, with the reason", async () => {
    await using app = await startTestApp(OPEN);
    const id = await lookedAt(app);
    await app.api("POST", `/channels/${id}/pause`);
    const queued = await app.api("POST", "/messages", useTemplate("hello_world"));
    app.emulator.changeTemplate("hello_world", { event: "disable" });
    await untilAlert(app, "template-disabled");
    await app.api("POST", `/channels/${id}/resume`);
    const failed = await app.until(`/messages/${queued.body.id}`, (message) => message.state === "failed");
    expect(failed.error.code).toBe("template-disabled");
    expect(app.emulator.acceptedCount).toBe(0);
  });

  it("made elsewhere become known by Meta's report", async () => {
    await using app = await startTestApp(OPEN);
    const id = await lookedAt(app);
    app.emulator.createTemplate({ name: "elsewhere", components: [{ type: "BODY", text: "Made by hand." }] });
    app.emulator.changeTemplate("elsewhere", { event: "approve" });
    const page = await app.until(
      `/channels/${id}/templates?name=elsewhere`,
      ({ items }) => items[0]?.components !== undefined && items[0].components !== null,
    );
    expect(page.items[0]).toMatchObject({ status: "APPROVED", components: [{ type: "BODY", text: "Made by hand." }] });
    app.emulator.changeTemplate("elsewhere", { event: "quality", score: "RED" });
    await untilAlert(app, "template-quality-dropped");
    app.emulator.changeTemplate("elsewhere", { event: "recategorize", category: "MARKETING", immediate: true });
    await untilAlert(app, "template-recategorised");
    expect((await findTemplate(app, id, "elsewhere")).category).toBe("MARKETING");
  });

  it("are refused by Meta for a reason that is told", async () => {
    await using app = await startTestApp(OPEN);
    const id = await lookedAt(app);
    const draft = { name: "hello_world", language: "en_US", category: "UTILITY" };
    const twice = await app.api("POST", `/channels/${id}/templates`, {
      ...draft,
      components: [{ type: "BODY", text: "Again." }],
    });
    expect([twice.status, twice.body.code]).toEqual([409, "platform-refused"]);
    expect(twice.body.detail).toContain("exists already");
    const edges = await app.api("POST", `/channels/${id}/templates`, {
      ...draft,
      name: "edges",
      components: [{ type: "BODY", text: "{{1}} hello" }],
    });
    expect(edges.body.detail).toContain("begins or ends with a placeholder");

    app.emulator.addFault({
      match: { route: "message_templates" },
      effect: { error: { code: 80007 }, retryAfterSeconds: 30 },
    });
    const busy = await app.api("POST", `/channels/${id}/templates/sync`);
    expect([busy.status, busy.body.code, busy.headers.get("retry-after")]).toEqual([429, "platform-busy", "30"]);
    app.emulator.clearFaults();
    app.emulator.addFault({ match: { route: "message_templates" }, effect: { connection: "closeBeforeAccept" } });
    const cut = await app.api("POST", `/channels/${id}/templates/sync`);
    expect([cut.status, cut.body.code]).toEqual([503, "platform-unreachable"]);
    const { body: details } = await app.api("GET", `/channels/${id}/details`);
    expect(details.templatesSyncError).toContain("no usable answer");
    app.emulator.clearFaults();
    app.emulator.expireToken();
    const expired = await app.api("POST", `/channels/${id}/templates/sync`);
    expect([expired.status, expired.body.mend]).toEqual([409, expect.stringContaining("token")]);
  });
});

describe("the account", () => {
  it("is known by what Meta says of it, and changes of it raise alerts", async () => {
    await using app = await startTestApp(OPEN);
    const id = await lookedAt(app);
    const { body: details } = await app.api("GET", `/channels/${id}/details`);
    expect(details).toMatchObject({
      displayPhone: "+1 555-078-3881",
      status: "CONNECTED",
      quality: "GREEN",
      throughput: "STANDARD",
      portfolioId: app.emulator.preset.businessId,
      tokenExpiresAt: null,
      reachedPeople: 0,
      checkError: null,
    });
    app.emulator.changePhone(undefined, { quality: "RED" });
    expect(await untilAlert(app, "quality-dropped")).toMatchObject({ severity: "critical", channelId: id });
    await app.until(`/channels/${id}/details`, (now) => now.quality === "RED");
    app.emulator.changePhone(undefined, { quality: "GREEN" });
    await untilAlert(app, "quality-dropped", "resolved");

    app.emulator.changePhone(undefined, { tier: "TIER_2K" });
    expect((await untilAlert(app, "tier-changed")).severity).toBe("warning");
    app.emulator.changePhone(undefined, { tier: "TIER_10K" });
    const raised = await app.until("/alerts?kind=tier-changed", (page) => page.items[0]?.severity === "info");
    expect(raised.items).toHaveLength(1);
    expect(raised.items[0]).toMatchObject({ count: 2, title: expect.stringContaining("10,000") });
    await app.until(`/channels/${id}/details`, (now) => now.tier === "TIER_10K");
  });

  it("raises alerts when Meta restricts it, and resolves them when it is over", async () => {
    await using app = await startTestApp(OPEN);
    await lookedAt(app);
    app.emulator.publishAccountUpdate({
      event: "DISABLED_UPDATE",
      ban_info: { waba_ban_state: "SCHEDULE_FOR_DISABLE", waba_ban_date: "April 17, 2027" },
    });
    expect((await untilAlert(app, "account-restricted")).title).toContain("April 17, 2027");
    app.emulator.publishAccountUpdate({ event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "REINSTATE" } });
    await untilAlert(app, "account-restricted", "resolved");
    app.emulator.publishField("account_alerts", {
      entity_type: "WABA",
      alert_info: { alert_severity: "CRITICAL", alert_type: "OBA_REJECTED", alert_description: "Not notable" },
    });
    expect(await untilAlert(app, "account-alert")).toMatchObject({ severity: "critical", detail: "Not notable" });
    app.emulator.publishField("a_field_of_tomorrow", { anything: [1] });
    await app.emulator.settled();
    expect((await app.api("GET", "/inbound-events/quarantined")).body.items).toEqual([]);
  });

  it("warns before its token expires, and starts again by itself with a new one", async () => {
    await using app = await startTestApp(OPEN);
    const id = await lookedAt(app);
    const accessToken = app.emulator.issueToken({ expiresInMs: 3 * DAY_MS });
    await app.api("PATCH", `/channels/${id}`, { config: { accessToken } });
    expect((await untilAlert(app, "token-expiring")).severity).toBe("warning");
    const { body: details } = await app.api("GET", `/channels/${id}/details`);
    expect(new Date(details.tokenExpiresAt).getTime()).toBeGreaterThan(Date.now() + 2 * DAY_MS);

    app.emulator.expireToken(accessToken);
    const { body: message } = await app.api("POST", "/messages", { to: ANA, text: "hi" });
    await app.until(`/channels/${id}`, (channel) => channel.state === "stopped");
    expect(await untilAlert(app, "channel-stopped")).toMatchObject({ severity: "critical", channelId: id });
    await untilAlert(app, "token-invalid");
    const renamed = await app.api("PATCH", `/channels/${id}`, { name: "Another name" });
    expect(renamed.body.state).toBe("stopped");

    const renewed = await app.api("PATCH", `/channels/${id}`, { config: { accessToken: app.emulator.issueToken() } });
    expect([renewed.body.state, renewed.body.stateReason]).toEqual(["active", null]);
    await app.until(`/messages/${message.id}`, ({ state }) => state === "delivered");
    for (const kind of ["channel-stopped", "token-invalid", "token-expiring"]) await untilAlert(app, kind, "resolved");
  });

  it("counts whom it wrote to first against its tier", async () => {
    await using app = await startTestApp({ emulator: { serviceWindow: "off", limits: "off" } });
    const id = await lookedAt(app);
    app.emulator.changePhone(undefined, { tier: "TIER_250" });
    await app.until(`/channels/${id}/details`, (details) => details.tier === "TIER_250");
    app.contactWrites(ANA, "hello");
    await app.until("/messages?direction=inbound", (page) => page.items.length === 1);
    await app.api("POST", "/messages", useTemplate("hello_world"));
    await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        app.api("POST", "/messages", {
          ...useTemplate("hello_world"),
          to: `+3461100${String(index).padStart(4, "0")}`,
        }),
      ),
    );
    await app.emulator.waitForSent(201);
    await app.until("/messages?state=queued", (page) => page.items.length === 0);
    const refreshed = await waitUntil(
      async () => (await app.api("POST", `/channels/${id}/details/refresh`)).body,
      (details) => details.reachedPeople >= 200,
    );
    // Ana wrote herself, so she does not count.
    expect(refreshed.reachedPeople).toBe(200);
    expect(await untilAlert(app, "tier-reached")).toMatchObject({
      severity: "warning",
      subject: `portfolio:${app.emulator.preset.businessId}`,
    });
  });
});

describe("the webhook", () => {
  it("is set up with Meta, which checks the address by its handshake", async () => {
    await using app = await startTestApp({ withChannel: false });
    const { preset } = app.emulator;
    const config = { ...preset, businessAccountId: preset.wabaId, graphBaseUrl: app.emulator.url };
    const { phoneNumberId, businessAccountId, appId, accessToken, appSecret, verifyToken, graphBaseUrl } = config;
    const settings = { phoneNumberId, businessAccountId, appId, accessToken, appSecret, verifyToken, graphBaseUrl };
    const { body: channel } = await app.api("POST", "/channels", { kind: "cloud-api", name: "Shop", config: settings });
    const path = `/channels/${channel.id}/webhook-setup`;
    const unknown = await app.api("POST", path);
    expect([unknown.status, unknown.body.code]).toEqual([409, "public-url-unknown"]);
    const wrong = await app.api("POST", path, { callbackUrl: `${app.url}/nowhere` });
    expect([wrong.status, wrong.body.code]).toEqual([409, "platform-refused"]);
    expect(wrong.body.detail).toContain("verify token");

    const done = await app.api("POST", path, { callbackUrl: `${app.url}/webhook` });
    expect([done.status, done.body.fields.includes("messages")]).toEqual([200, true]);
    app.contactWrites(ANA, "does it arrive?");
    await app.until("/messages?direction=inbound", (page) => page.items.length === 1);

    expect((await app.api("DELETE", path)).status).toBe(204);
    const state = app.emulator.state.wabas as Array<{ subscribedApps: string[] }>;
    expect(state[0]?.subscribedApps).toEqual([]);
  });
});

describe("Meta's limits on calls", () => {
  it("slow the channel down before they are reached", async () => {
    await using app = await startTestApp(OPEN);
    const id = await lookedAt(app);
    const usage = JSON.stringify({ call_count: 97, total_cputime: 10, total_time: 10 });
    app.emulator.addFault({ match: { route: "messages", count: 1 }, effect: { headers: { "x-app-usage": usage } } });
    const { body: first } = await app.api("POST", "/messages", { to: ANA, text: "one" });
    await app.until(`/messages/${first.id}`, ({ state }) => state === "delivered");
    const details = await app.until(`/channels/${id}/details`, ({ restUntil }) => restUntil !== null);
    expect(details.usagePercent).toBe(97);
    expect(await untilAlert(app, "budget-exhausted")).toMatchObject({ channelId: id });
    const { body: second } = await app.api("POST", "/messages", { to: "+34600333444", text: "two" });
    // Something else goes through the whole path meanwhile.
    app.contactWrites(ANA, "hello?");
    await app.until("/messages?direction=inbound", (page) => page.items.length === 1);
    expect((await app.api("GET", `/messages/${second.id}`)).body.state).toBe("queued");
    expect(app.emulator.acceptedCount).toBe(1);
    app.clock.advance(new Date(details.restUntil).getTime() - app.clock.now().getTime() + 100);
    await app.until(`/messages/${second.id}`, ({ state }) => state === "delivered");
  });
});

describe("marketing templates", () => {
  const sale = useTemplate("summer_sale", {
    components: [
      { type: "header", parameters: [{ type: "image", image: { link: "https://example.com/a.jpg" } }] },
      { type: "body", parameters: [{ type: "text", text: "Ana" }] },
    ],
  });
  const pathsOf = (app: TestApp) =>
    app.emulator.requests.filter(({ method }) => method === "POST").map(({ target }) => target.split("/").at(-1));

  it("take Meta's own way for them when the channel says so; others do not", async () => {
    await using app = await startTestApp(OPEN);
    const id = await lookedAt(app);
    app.emulator.changeAccount(undefined, { marketingTermsSigned: true });
    await app.api("PATCH", `/channels/${id}`, { config: { marketingMessages: "strict" } });
    await app.api("POST", "/messages", sale);
    await app.emulator.waitForSent(1);
    await app.api("POST", "/messages", useTemplate("hello_world"));
    await app.emulator.waitForSent(2);
    expect(pathsOf(app)).toEqual(["marketing_messages", "messages"]);
    const [request] = app.emulator.requests.filter(({ target }) => target.endsWith("/marketing_messages"));
    expect(JSON.parse(request?.body ?? "{}").product_policy).toBe("STRICT");
  });

  it("fall back to the ordinary way when allowed to, and fail with the reason when not", async () => {
    await using app = await startTestApp(OPEN);
    const id = await lookedAt(app);
    app.emulator.changeAccount(undefined, { marketingTermsSigned: false });
    await app.api("PATCH", `/channels/${id}`, { config: { marketingMessages: "fallback" } });
    await app.api("POST", "/messages", sale);
    await app.emulator.waitForSent(1);
    expect(pathsOf(app)).toEqual(["marketing_messages", "messages"]);
    await app.api("PATCH", `/channels/${id}`, { config: { marketingMessages: "strict" } });
    const { body } = await app.api("POST", "/messages", sale);
    const failed = await app.until(`/messages/${body.id}`, ({ state }) => state === "failed");
    expect(failed.error.code).toBe("meta-131055");
  });
});

describe("alerts", () => {
  it("are acknowledged once, by whoever may, and listed in pages", async () => {
    await using app = await startTestApp(OPEN);
    await lookedAt(app);
    for (const alert_type of ["A", "B", "C"])
      app.emulator.publishField("account_alerts", { alert_info: { alert_type } });
    await app.until("/alerts?state=open", (page) => page.items.length === 3);
    const first = (await app.api("GET", "/alerts?limit=2")).body;
    const second = (await app.api("GET", `/alerts?limit=2&cursor=${first.nextCursor}`)).body;
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
    const [alert] = first.items;
    const seen = await app.api("POST", `/alerts/${alert.id}/acknowledge`);
    expect(seen.body).toMatchObject({ state: "acknowledged", acknowledgedBy: expect.any(String) });
    expect((await app.api("GET", "/alerts?state=open")).body.items).toHaveLength(2);
    const nobody = await app.api("POST", "/alerts/00000000-0000-7000-8000-000000000000/acknowledge");
    expect([nobody.status, nobody.body.code]).toEqual([404, "alert-unknown"]);
  });

  it("tell of events that were set aside", async () => {
    await using app = await startTestApp(OPEN);
    app.emulator.postWebhook('{"object":"whatsapp_business_account"}');
    expect(await untilAlert(app, "poison-event")).toMatchObject({ subject: "inbound-events", severity: "warning" });
  });
});
