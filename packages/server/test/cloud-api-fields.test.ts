/** Every webhook field of Meta's Cloud API, published by the emulator and seen through our API: in alerts, templates, the channel's details,
 *  messages and contacts; or, where nobody need act on it, in nothing at all. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ACCOUNT_EVENTS,
  PREFERENCES,
  QUALITY_EVENTS,
  SECURITY_EVENTS,
  TEMPLATE_EVENTS,
  WEBHOOK_FIELDS,
} from "./cloud-api-catalogue.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";

type Shape = Record<string, unknown>;
const ANA = "+34633000001";
const MINUTE = 60_000;

let app: TestApp;
let channelId: string;
beforeAll(async () => {
  app = await startTestApp({
    emulator: { serviceWindow: "off", limits: "off", statuses: "off", webhooks: { concurrency: 1 } },
  });
  channelId = await app.channelId();
  await app.until(`/channels/${channelId}/details`, (details) => details.templatesSyncedAt !== null);
});
afterAll(() => app?.[Symbol.asyncDispose]());

const publish = (field: string, value: Shape) => app.emulator.publishField(field, value);
/** As fields about a number's messages have it. */
const ofNumber = (value: Shape): Shape => ({
  messaging_product: "whatsapp",
  metadata: { display_phone_number: "15550783881", phone_number_id: app.emulator.preset.phoneNumberId },
  ...value,
});
const untilDetails = (isMet: (details: Shape) => boolean) => app.until(`/channels/${channelId}/details`, isMet);

interface Alert {
  readonly id: string;
  readonly title: string;
  readonly detail: string | null;
  readonly severity: string;
  readonly state: string;
}
const listAlerts = async (query = ""): Promise<Alert[]> =>
  (await app.api("GET", `/alerts?limit=100${query}`)).body.items;
async function untilAlert(kind: string, words: string, query = ""): Promise<Alert> {
  const find = (items: readonly Alert[]) => items.find(({ title }) => title.includes(words));
  const page = await app.until(`/alerts?kind=${kind}${query}`, ({ items }) => find(items) !== undefined);
  return find(page.items) as Alert;
}
const untilOver = (kind: string) => app.until(`/alerts?kind=${kind}&state=open`, ({ items }) => items.length === 0);

/** What is written afterwards arrives, so what came before was processed. */
async function untilProcessed(): Promise<void> {
  const providerId = app.emulator.receive({ from: ANA, text: "and now?" });
  await app.until("/messages?direction=inbound&limit=5", ({ items }) =>
    items.some((message: Shape) => message.providerId === providerId),
  );
  expect((await app.api("GET", "/inbound-events/quarantined")).body.items).toEqual([]);
}

/** It is taken, and changes nothing that anybody sees. */
async function expectQuiet(field: string, value: Shape): Promise<void> {
  await untilProcessed();
  const seen = async () => [await listAlerts(), (await app.api("GET", `/channels/${channelId}`)).body];
  const before = await seen();
  publish(field, value);
  await untilProcessed();
  expect(await seen()).toEqual(before);
}
const quiet = (field: string, value: Shape | (() => Shape)) => () =>
  expectQuiet(field, typeof value === "function" ? value() : value);

let templates = 0;
/** One that our side knows. */
async function newTemplate(): Promise<{ id: string; name: string; language: string }> {
  const template = app.emulator.createTemplate({
    name: `of_fields_${++templates}`,
    components: [{ type: "BODY", text: "Hello there." }],
  });
  expect((await app.api("POST", `/channels/${channelId}/templates/sync`)).status).toBe(204);
  return template;
}
const aboutTemplate = ({ id, name, language }: { id: string; name: string; language: string }): Shape => ({
  message_template_id: Number(id),
  message_template_name: name,
  message_template_language: language,
});
const findTemplate = async (name: string) =>
  (await app.api("GET", `/channels/${channelId}/templates?name=${name}`)).body.items[0];
const untilTemplate = (name: string, isMet: (template: Shape | undefined) => boolean) =>
  app.until(`/channels/${channelId}/templates?name=${name}`, ({ items }) => isMet(items[0]));

const FIELDS: Record<(typeof WEBHOOK_FIELDS)[number], () => Promise<void>> = {
  async messages() {
    const providerId = app.emulator.receive({ from: ANA, text: "hi" });
    await app.until("/messages?direction=inbound", ({ items }) => items[0]?.providerId === providerId);
    publish("messages", ofNumber({ errors: [{ code: 131031, title: "Business account has been locked" }] }));
    expect(await untilAlert("platform-error", "131031")).toMatchObject({ severity: "critical" });
    const click = { click_component: "cta", product_id: "1", click_id: "c", tracking_token: "t" };
    await expectQuiet(
      "messages",
      ofNumber({
        user_actions: [{ action_type: "marketing_messages_link_click", marketing_messages_link_click_data: click }],
      }),
    );
  },
  async message_template_status_update() {
    const { name } = await newTemplate();
    app.emulator.changeTemplate(name, { event: "pause" });
    await untilTemplate(name, (template) => template?.status === "PAUSED");
    await untilAlert("template-paused", name, "&state=open");
    app.emulator.changeTemplate(name, { event: "unpause" });
    await untilTemplate(name, (template) => template?.status === "APPROVED");
  },
  async message_template_quality_update() {
    const { name } = await newTemplate();
    for (const score of ["GREEN", "YELLOW", "RED"] as const) {
      app.emulator.changeTemplate(name, { event: "quality", score });
      await untilTemplate(name, (template) => template?.quality === score);
    }
    const { id } = await untilAlert("template-quality-dropped", name, "&state=open");
    app.emulator.changeTemplate(name, { event: "quality", score: "UNKNOWN" });
    await app.until("/alerts?kind=template-quality-dropped&state=resolved", ({ items }) =>
      items.some((alert: Alert) => alert.id === id),
    );
  },
  async message_template_components_update() {
    const { name } = await newTemplate();
    const components = [{ type: "BODY", text: "Edited elsewhere." }];
    app.emulator.changeTemplate(name, { event: "components", components });
    const page = await untilTemplate(name, (template) => JSON.stringify(template?.components).includes("elsewhere"));
    expect(page.items[0].components).toEqual(components);
  },
  async template_category_update() {
    const warned = await newTemplate();
    app.emulator.changeTemplate(warned.name, { event: "recategorize", category: "MARKETING" });
    await untilAlert("template-recategorised", `will put the template ${warned.name}`);
    const done = await newTemplate();
    app.emulator.changeTemplate(done.name, { event: "recategorize", category: "MARKETING", immediate: true });
    await untilAlert("template-recategorised", `has put the template ${done.name}`);
    expect((await findTemplate(done.name)).category).toBe("MARKETING");
  },
  template_correct_category_detection: quiet("template_correct_category_detection", {
    message_template_id: 1,
    correct_category: "MARKETING",
  }),
  async phone_number_quality_update() {
    app.emulator.changePhone(undefined, { quality: "RED" });
    await untilDetails((details) => details.quality === "RED");
    expect(await untilAlert("quality-dropped", "number", "&state=open")).toMatchObject({ severity: "critical" });
    app.emulator.changePhone(undefined, { quality: "GREEN" });
    await untilOver("quality-dropped");
  },
  async phone_number_name_update() {
    const name = (decision: string, asked: string) =>
      publish("phone_number_name_update", {
        display_phone_number: "15550783881",
        decision,
        requested_verified_name: asked,
        rejection_reason: decision === "REJECTED" ? "NAME_EMPLOYEE_ISSUE" : "NONE",
      });
    name("REJECTED", "The Best Shop");
    const alert = await untilAlert("name-rejected", "The Best Shop", "&state=open");
    expect(alert.detail).toBe("NAME_EMPLOYEE_ISSUE");
    for (const decision of ["PENDING", "DEFERRED"]) name(decision, "Another");
    await untilProcessed();
    expect(await listAlerts("&kind=name-rejected&state=open")).toHaveLength(1);
    app.emulator.changePhone(undefined, { verifiedName: "A Shop", nameDecision: "APPROVED" });
    await untilOver("name-rejected");
    await untilDetails((details) => details.verifiedName === "A Shop");
  },
  async business_capability_update() {
    app.emulator.changePhone(undefined, { tier: "TIER_10K" });
    await untilDetails((details) => details.tier === "TIER_10K");
    // What is read again at Meta would hide what was reported.
    const { id } = app.emulator.addFault({
      match: { route: `GET ${app.emulator.preset.phoneNumberId}` },
      effect: { error: { code: 2 } },
    });
    publish("business_capability_update", { max_daily_conversations_per_business: 250 });
    await untilDetails((details) => details.tier === "TIER_250");
    publish("business_capability_update", { max_daily_conversations_per_business: "TIER_100K" });
    await untilDetails((details) => details.tier === "TIER_100K");
    publish("business_capability_update", { max_daily_conversations_per_business: -1 });
    await untilDetails((details) => details.tier === "TIER_UNLIMITED");
    publish("business_capability_update", { max_daily_conversation_per_phone: 1000, max_phone_numbers_per_waba: 20 });
    await untilProcessed();
    await untilAlert("tier-changed", "any number of people");
    app.emulator.removeFault(id);
  },
  async account_review_update() {
    publish("account_review_update", { decision: "REJECTED" });
    await untilAlert("account-restricted", "rejected the WhatsApp account", "&state=open");
    for (const decision of ["PENDING", "DEFERRED"]) publish("account_review_update", { decision });
    await untilProcessed();
    expect(await listAlerts("&kind=account-restricted&state=open")).toHaveLength(1);
    publish("account_review_update", { decision: "APPROVED" });
    await untilOver("account-restricted");
  },
  async account_alerts() {
    const info = { alert_severity: "CRITICAL", alert_status: "ACTIVE", alert_type: "OBA_REJECTED" };
    publish("account_alerts", {
      entity_type: "WABA",
      alert_info: { ...info, alert_description: "Not notable" },
    });
    const nested = await untilAlert("account-alert", "oba rejected", "&state=open");
    expect(nested).toMatchObject({ severity: "critical", detail: "Not notable" });
    publish("account_alerts", { entity_type: "WABA", ...info, alert_severity: "INFORMATIONAL", alert_type: "FLAT" });
    expect(await untilAlert("account-alert", "flat", "&state=open")).toMatchObject({ severity: "info" });
    publish("account_alerts", { entity_type: "WABA", alert_info: { ...info, alert_status: "RESOLVED" } });
    await app.until("/alerts?kind=account-alert&state=resolved", ({ items }) =>
      items.some((alert: Alert) => alert.id === nested.id),
    );
  },
  async account_update() {
    app.emulator.publishAccountUpdate({
      event: "ACCOUNT_VIOLATION",
      violation_info: { violation_type: "ADULT" },
    });
    await untilAlert("account-violation", "adult");
  },
  account_settings_update: quiet("account_settings_update", { phone_number_settings: { calling: {} } }),
  async security() {
    publish("security", { display_phone_number: "15550783881", event: "PIN_CHANGED", requester: "1" });
    await untilAlert("security-event", "pin changed", "&state=open");
  },
  flows: quiet("flows", { event: "FLOW_STATUS_CHANGE", flow_id: "1", old_status: "DRAFT", new_status: "PUBLISHED" }),
  calls: quiet("calls", () => ofNumber({ calls: [{ id: "wacid.A", event: "connect", from: "34600111222" }] })),
  group_lifecycle_update: quiet("group_lifecycle_update", () =>
    ofNumber({ groups: [{ timestamp: "1", group_id: "Y2FwaV9ncm91cDox", type: "group_create" }] }),
  ),
  group_participants_update: quiet("group_participants_update", () =>
    ofNumber({ groups: [{ timestamp: "1", group_id: "Y2FwaV9ncm91cDox", type: "group_participants_add" }] }),
  ),
  group_settings_update: quiet("group_settings_update", () =>
    ofNumber({ groups: [{ timestamp: "1", group_id: "Y2FwaV9ncm91cDox", type: "group_settings_update" }] }),
  ),
  group_status_update: quiet("group_status_update", () =>
    ofNumber({ groups: [{ timestamp: "1", group_id: "Y2FwaV9ncm91cDox", type: "group_suspend" }] }),
  ),
  automatic_events: quiet("automatic_events", () =>
    ofNumber({ automatic_events: [{ id: "wamid.A", event_name: "LeadSubmitted", timestamp: 1 }] }),
  ),
  partner_solutions: quiet("partner_solutions", { event: "SOLUTION_CREATED", solution_id: "1" }),
  payment_configuration_update: quiet("payment_configuration_update", { configuration_name: "a", status: "Active" }),
  messaging_handovers: quiet("messaging_handovers", () =>
    ofNumber({ messaging_handovers: [{ sender: { phone_number: "34600111222" }, control_passed: {} }] }),
  ),
  standby: quiet("standby", () => ofNumber({ standby: [{ messages: [] }] })),
  async user_preferences() {
    const { key } = app.emulator.createUser({ phone: "+34633000777" });
    app.emulator.setMarketingPreference(key, "stop");
    await untilProcessed();
  },
  async user_id_update() {
    const luz = app.emulator.createUser({ username: "luz", hidesPhone: true });
    const contactOf = async (providerId: string) => {
      const { items } = await app.until("/messages?direction=inbound", (page) =>
        page.items.some((message: Shape) => message.providerId === providerId),
      );
      const { conversationId } = items.find((message: Shape) => message.providerId === providerId);
      return (await app.api("GET", `/conversations/${conversationId}`)).body.contactId;
    };
    const before = await contactOf(app.emulator.receive({ from: luz.key, text: "by my old id" }));
    const current = "US.13491208655302749999";
    const update = { detail: "changed", user_id: { previous: luz.bsuid, current }, timestamp: 1731705721 };
    publish("user_id_update", ofNumber({ user_id_update: [update] }));
    const timestamp = String(Math.floor(Date.now() / 1000));
    const message = { from_user_id: current, id: "wamid.NEWID", timestamp, type: "text" };
    publish("messages", ofNumber({ messages: [{ ...message, text: { body: "by my new id" } }] }));
    expect(await contactOf("wamid.NEWID")).toBe(before);
  },
  business_username_updates: quiet("business_username_updates", {
    display_phone_number: "15550783881",
    username: "shop",
    status: "approved",
  }),
  async smb_message_echoes() {
    const wamids = ["text", "image", "hologram"].map((type) =>
      type === "text"
        ? app.emulator.echo({ to: ANA, text: "by hand" })
        : app.emulator.echo({ to: ANA, type, payload: { caption: type, id: "404404404404" } }),
    );
    const [edited, revoked] = [
      app.emulator.echo({ to: ANA, text: "at five" }),
      app.emulator.echo({ to: ANA, text: "no" }),
    ];
    const message = { type: "text", text: { body: "at six" } };
    app.emulator.echo({ to: ANA, type: "edit", payload: { original_message_id: edited, message } });
    app.emulator.echo({ to: ANA, type: "revoke", payload: { original_message_id: revoked } });
    const of = (items: Shape[], wamid: string | undefined) => items.find((one) => one.providerId === wamid);
    const { items } = await app.until(
      "/messages?direction=outbound&source=phone",
      (page) => page.items.length === 5 && typeof of(page.items, revoked)?.revokedAt === "string",
    );
    expect(wamids.map((wamid) => of(items, wamid)?.type)).toEqual(["text", "image", "hologram"]);
    expect(of(items, edited)).toMatchObject({ content: { text: "at six" }, editedAt: expect.any(String) });
  },
  async history() {
    const from = "34633000555";
    const text = (id: string, more: Shape) => ({
      id,
      timestamp: "1749416383",
      type: "text",
      text: { body: "long ago" },
      history_context: { status: "READ" },
      ...more,
    });
    const messages = [text("wamid.PAST1", { from }), text("wamid.PAST2", { from: "15550783881", to: from })];
    publish("history", ofNumber({ history: [{ metadata: { phase: 0 }, threads: [{ id: from, messages }] }] }));
    const { items } = await app.until("/messages?limit=100", (page) =>
      ["wamid.PAST1", "wamid.PAST2"].every((id) => page.items.some((message: Shape) => message.providerId === id)),
    );
    const imported = items.filter((message: Shape) => String(message.providerId).startsWith("wamid.PAST"));
    expect(imported.map((message: Shape) => message.direction).sort()).toEqual(["inbound", "outbound"]);
    const before = await listAlerts();
    app.emulator.declineHistory();
    await untilProcessed();
    expect(await listAlerts()).toEqual(before);
  },
  async smb_app_state_sync() {
    app.emulator.sendContacts();
    await untilProcessed();
  },
  a_field_of_tomorrow: quiet("a_field_of_tomorrow", { anything: [1, { deep: null }] }),
};

describe("the webhook field", () => {
  it.each(WEBHOOK_FIELDS)("%s is understood, or harms nothing", async (field) => {
    await FIELDS[field]();
  });
});

describe("a report on a template", () => {
  const ALERTS: Partial<Record<(typeof TEMPLATE_EVENTS)[number], string>> = {
    REJECTED: "template-rejected",
    PAUSED: "template-paused",
    DISABLED: "template-disabled",
    FLAGGED: "template-flagged",
  };
  it.each(TEMPLATE_EVENTS)("%s is its state then", async (event) => {
    const template = await newTemplate();
    const value = {
      event,
      ...aboutTemplate(template),
      reason: event === "REJECTED" ? "INVALID_FORMAT" : event.includes("DELET") ? null : "NONE",
      message_template_category: "UTILITY",
    };
    publish("message_template_status_update", value);
    if (event === "DELETED") await untilTemplate(template.name, (one) => one === undefined);
    else {
      // Back from the archive it is what it was.
      const status = event === "UNARCHIVED" ? "APPROVED" : event;
      const { items } = await untilTemplate(template.name, (one) => one?.status === status);
      expect(items[0].rejectedReason).toBe(event === "REJECTED" ? "INVALID_FORMAT" : null);
    }
    await untilProcessed();
    const alerts = (await listAlerts("&state=open")).filter(({ title }) => title.includes(`“${template.name}”`));
    expect(alerts).toMatchObject(ALERTS[event] === undefined ? [] : [{ kind: ALERTS[event] }]);
  });
});

describe("a report on the account", () => {
  const value: Partial<Record<(typeof ACCOUNT_EVENTS)[number], Shape>> = {
    ACCOUNT_VIOLATION: { violation_info: { violation_type: "SCAM" } },
    ACCOUNT_RESTRICTION: {
      restriction_info: [{ restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING", remediation: "Appeal" }],
    },
    DISABLED_UPDATE: { ban_info: { waba_ban_state: "DISABLE", waba_ban_date: "April 17, 2027" } },
    PARTNER_REMOVED: { disconnection_info: { reason: "OWNER", initiated_by: "CLIENT" } },
    VOLUME_BASED_PRICING_TIER_UPDATE: { volume_tier_info: { tier: "0:100", region: "Peru" } },
    BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE: { country: "PE" },
  };
  /** The kind of alert, and words of its title; or what it ends. */
  const RAISES: Partial<Record<(typeof ACCOUNT_EVENTS)[number], readonly [kind: string, words: string]>> = {
    ACCOUNT_VIOLATION: ["account-violation", "scam"],
    ACCOUNT_RESTRICTION: ["account-restricted", "has restricted the account"],
    DISABLED_UPDATE: ["account-restricted", "has disabled the account"],
    ACCOUNT_DELETED: ["account-disconnected", "was deleted"],
    PARTNER_REMOVED: ["account-disconnected", "disconnected from the app"],
    PARTNER_APP_UNINSTALLED: ["account-disconnected", "app was removed"],
    ACCOUNT_OFFBOARDED: ["account-disconnected", "taken off the Cloud API"],
  };
  const CONNECTS = new Set<string>(["PARTNER_ADDED", "PARTNER_APP_INSTALLED", "ACCOUNT_RECONNECTED"]);

  it.each(ACCOUNT_EVENTS)("%s is told where somebody must act", async (event) => {
    const told = { event, ...value[event] };
    const raises = RAISES[event];
    if (raises) {
      app.emulator.publishAccountUpdate(told);
      expect(await untilAlert(raises[0], raises[1], "&state=open")).toMatchObject({ severity: "critical" });
    } else if (CONNECTS.has(event)) {
      app.emulator.publishAccountUpdate({ event: "ACCOUNT_OFFBOARDED" });
      await untilAlert("account-disconnected", "taken off", "&state=open");
      app.emulator.publishAccountUpdate(told);
      await untilOver("account-disconnected");
    } else await expectQuiet("account_update", told);
  });

  it("of a ban is followed to its end", async () => {
    const ban = (state: string) =>
      app.emulator.publishAccountUpdate({
        event: "DISABLED_UPDATE",
        ban_info: { waba_ban_state: state, waba_ban_date: "April 17, 2027" },
      });
    ban("SCHEDULE_FOR_DISABLE");
    await untilAlert("account-restricted", "on April 17, 2027", "&state=open");
    ban("DISABLE");
    await untilAlert("account-restricted", "has disabled", "&state=open");
    ban("REINSTATE");
    await untilOver("account-restricted");
  });
});

describe("a report on the number", () => {
  it.each(QUALITY_EVENTS)("%s shows", async (event) => {
    const tell = () =>
      publish("phone_number_quality_update", {
        display_phone_number: "15550783881",
        event,
        max_daily_conversations_per_business: "TIER_2K",
      });
    const { id } = app.emulator.addFault({
      match: { route: `GET ${app.emulator.preset.phoneNumberId}` },
      effect: { error: { code: 2 } },
    });
    tell();
    await untilDetails((details) => details.tier === "TIER_2K");
    if (event === "FLAGGED") await untilAlert("quality-dropped", "flagged", "&state=open");
    if (event === "THROUGHPUT_UPGRADE") await untilDetails((details) => details.throughput === "HIGH");
    app.emulator.removeFault(id);
    // What Meta says when asked counts most.
    await app.api("POST", `/channels/${channelId}/details/refresh`);
    await untilOver("quality-dropped");
  });

  it.each(SECURITY_EVENTS)("%s is an alert", async (event) => {
    publish("security", { display_phone_number: "15550783881", event, requester: "1" });
    await untilAlert("security-event", event.toLowerCase().replaceAll("_", " "), "&state=open");
  });
});

describe("what a contact wishes of marketing", () => {
  it.each(PREFERENCES)("%s decides on what nobody asked for", async (wish) => {
    const phone = `+34633100${PREFERENCES.indexOf(wish)}00`;
    const { key } = app.emulator.createUser({ phone });
    app.emulator.setMarketingPreference(key, "stop");
    if (wish === "resume") app.emulator.setMarketingPreference(key, "resume");
    if (wish === "signup") {
      const preference = { wa_id: phone.slice(1), category: "marketing_messages", value: "signup", signup_id: "1" };
      publish("user_preferences", ofNumber({ user_preferences: [{ ...preference, timestamp: 1731705721 }] }));
    }
    const contact = (isMet: (message: Shape) => boolean) =>
      app.until("/messages?source=follow-up", ({ items }) =>
        items.some((message: Shape) => message.to === phone && isMet(message)),
      );
    app.emulator.receive({ from: phone, text: "echo hi" });
    await app.until("/messages?source=autoreply", ({ items }) => items.some((message: Shape) => message.to === phone));
    app.clock.advance(11 * MINUTE);
    await contact(({ state }) => state === (wish === "stop" ? "cancelled" : "accepted"));
  });

  it("is also learnt from a refusal, should the report have been lost", async () => {
    const phone = "+34633100900";
    const { body } = await app.api("POST", "/messages", { to: phone, text: "sale" });
    const { providerId } = await app.until(`/messages/${body.id}`, (message) => message.providerId !== null);
    app.emulator.setStatus(providerId, "failed", { code: 131050 });
    await app.until(`/messages/${body.id}`, ({ state }) => state === "failed");
    app.emulator.receive({ from: phone, text: "echo hi" });
    await app.until("/messages?source=autoreply", ({ items }) => items.some((message: Shape) => message.to === phone));
    app.clock.advance(11 * MINUTE);
    await app.until("/messages?source=follow-up", ({ items }) =>
      items.some((message: Shape) => message.to === phone && message.state === "cancelled"),
    );
  });
});
