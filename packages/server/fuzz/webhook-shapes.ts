/** Bodies of every shape that Meta posts, to start from. Ids, people and times vary, the rest is as documented. */
import fc from "fast-check";

type Json = Record<string, unknown>;

const PHONE_NUMBER_ID = "106540352242922";
const metadata = { display_phone_number: "15550783881", phone_number_id: PHONE_NUMBER_ID };
const media = {
  id: "1003383421387256",
  mime_type: "image/jpeg",
  sha256: "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=",
};
const template = {
  message_template_id: 1_689_556_908_129_835,
  message_template_name: "abandoned_cart",
  message_template_language: "en",
};

const INBOUND: readonly Json[] = [
  { type: "text", text: { body: "hello" } },
  { type: "text", text: { body: "echo" }, context: { from: "15550783881", id: "wamid.Q" } },
  { type: "text", text: { body: "more" }, context: { forwarded: true, frequently_forwarded: true } },
  {
    type: "text",
    text: { body: "this one?" },
    context: { referred_product: { catalog_id: "1", product_retailer_id: "2" } },
  },
  {
    type: "text",
    text: { body: "from an ad" },
    referral: {
      source_url: "https://fb.me/x",
      source_id: "1",
      source_type: "ad",
      headline: "h",
      body: "b",
      ctwa_clid: "c",
    },
  },
  { type: "text", text: { body: "to a group" }, group_id: "120363000000000001" },
  { type: "text", text: { body: "me" }, identity: { acknowledged: true, created_timestamp: "1", hash: "h" } },
  {
    type: "image",
    image: { ...media, caption: "look", url: "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1" },
  },
  { type: "video", video: { ...media, mime_type: "video/mp4" } },
  { type: "audio", audio: { ...media, mime_type: "audio/ogg; codecs=opus", voice: true } },
  { type: "document", document: { ...media, filename: "a.pdf", caption: "for May" } },
  { type: "sticker", sticker: { ...media, mime_type: "image/webp", animated: false } },
  { type: "location", location: { latitude: -12.04, longitude: -77.03, name: "Lima", address: "Plaza" } },
  {
    type: "contacts",
    contacts: [
      {
        name: { formatted_name: "Ana", first_name: "Ana" },
        phones: [{ phone: "+51 987", wa_id: "51987", type: "CELL" }],
        emails: [{ email: "a@example.com", type: "WORK" }],
        org: { company: "c" },
        birthday: "2000-01-01",
      },
    ],
  },
  { type: "button", button: { payload: "yes", text: "Yes" }, context: { from: "1", id: "wamid.T" } },
  { type: "interactive", interactive: { type: "button_reply", button_reply: { id: "1", title: "One" } } },
  { type: "interactive", interactive: { type: "list_reply", list_reply: { id: "1", title: "One", description: "d" } } },
  {
    type: "interactive",
    interactive: { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent", response_json: "{}" } },
  },
  {
    type: "interactive",
    interactive: {
      type: "call_permission_reply",
      call_permission_reply: { response: "accept", expiration_timestamp: 1 },
    },
  },
  { type: "reaction", reaction: { message_id: "wamid.FUZZ1", emoji: "👍" } },
  { type: "reaction", reaction: { message_id: "wamid.FUZZ1" } },
  {
    type: "order",
    order: {
      catalog_id: "1",
      text: "t",
      product_items: [{ product_retailer_id: "1", quantity: 2, item_price: 3.5, currency: "PEN" }],
    },
  },
  { type: "system", system: { type: "user_changed_number", body: "b", wa_id: "16505550000" } },
  { type: "system", system: { type: "user_changed_user_id", body: "b", user_id: "US.2" } },
  { type: "system", system: { type: "customer_identity_changed", body: "b" }, identity: { hash: "h" } },
  { type: "edit", edit: { original_message_id: "wamid.FUZZ2", message: { type: "text", text: { body: "edited" } } } },
  { type: "revoke", revoke: { original_message_id: "wamid.FUZZ2" } },
  {
    type: "unsupported",
    errors: [{ code: 131_051, title: "t", error_data: { details: "d" } }],
    unsupported: { type: "poll_update" },
  },
  { type: "request_welcome" },
  { type: "hologram", hologram: { depth: 3 } },
];

const STATUSES: readonly Json[] = [
  { status: "sent", pricing: { billable: true, pricing_model: "PMP", type: "regular", category: "marketing" } },
  { status: "delivered", conversation: { id: "c", expiration_timestamp: "1750116480", origin: { type: "utility" } } },
  { status: "read", biz_opaque_callback_data: "0197f1f0-0000-7000-8000-00000000000a" },
  { status: "played" },
  {
    status: "failed",
    errors: [{ code: 131_047, title: "t", message: "t", error_data: { details: "d" }, href: "https://x" }],
  },
  {
    status: "deleted",
    recipient_type: "group",
    recipient_participant_id: "16505551234",
    recipient_id: "120363000000000001",
  },
];

const history = (messages: unknown) => ({
  history: [
    {
      metadata: { phase: 0, chunk_order: 1, progress: 55 },
      threads: [{ id: "16505551234", context: { wa_id: "16505551234" }, messages }],
    },
  ],
});

/** Values of every other field. */
const OTHERS: readonly (readonly [field: string, value: Json])[] = [
  ["messages", { metadata, errors: [{ code: 130_429, title: "t", message: "m", error_data: { details: "d" } }] }],
  [
    "messages",
    {
      metadata,
      user_actions: [
        {
          action_type: "marketing_messages_link_click",
          timestamp: "1",
          marketing_messages_link_click_data: { click_component: "cta" },
        },
      ],
    },
  ],
  [
    "message_template_status_update",
    {
      event: "REJECTED",
      ...template,
      reason: "INVALID_FORMAT",
      disable_info: { disable_date: 1_751_247_548 },
      other_info: { title: "FIRST_PAUSE" },
    },
  ],
  ["message_template_quality_update", { ...template, previous_quality_score: "GREEN", new_quality_score: "RED" }],
  [
    "message_template_components_update",
    { ...template, message_template_element: "b", message_template_buttons: [{ message_template_button_type: "URL" }] },
  ],
  [
    "template_category_update",
    { ...template, previous_category: "UTILITY", new_category: "MARKETING", category_update_timestamp: 1 },
  ],
  ["template_correct_category_detection", { ...template, correct_category: "UTILITY" }],
  [
    "phone_number_quality_update",
    { display_phone_number: "15550783881", event: "FLAGGED", max_daily_conversations_per_business: "TIER_10K" },
  ],
  [
    "phone_number_name_update",
    { display_phone_number: "15550783881", decision: "REJECTED", requested_verified_name: "n", rejection_reason: "r" },
  ],
  ["business_capability_update", { max_daily_conversations_per_business: -1, max_phone_numbers_per_business: 2 }],
  ["account_review_update", { decision: "APPROVED" }],
  [
    "account_alerts",
    {
      entity_type: "WABA",
      entity_id: "1",
      alert_info: { alert_severity: "CRITICAL", alert_status: "ACTIVE", alert_type: "t", alert_description: "d" },
    },
  ],
  ["security", { display_phone_number: "15550783881", event: "PIN_CHANGED", requester: "1" }],
  [
    "account_settings_update",
    { type: "phone_number_settings", phone_number_settings: { phone_number_id: PHONE_NUMBER_ID } },
  ],
  ["flows", { event: "FLOW_STATUS_CHANGE", message: "m", flow_id: "1", old_status: "DRAFT", new_status: "PUBLISHED" }],
  ["calls", { metadata, calls: [{ id: "c", from: "16505551234", event: "connect", timestamp: "1" }] }],
  [
    "group_lifecycle_update",
    { metadata, groups: [{ timestamp: "1", group_id: "120363", type: "group_create", request_id: "r" }] },
  ],
  [
    "group_participants_update",
    { metadata, groups: [{ timestamp: "1", group_id: "120363", type: "group_participants_add" }] },
  ],
  ["automatic_events", { metadata, automatic_events: [{ id: "wamid.FUZZ1", event_name: "Purchase", timestamp: 1 }] }],
  [
    "standby",
    {
      metadata,
      messages: [{ from: "16505551234", id: "wamid.SB", timestamp: "1", type: "text", text: { body: "s" } }],
    },
  ],
  ["account_update", { event: "ACCOUNT_VIOLATION", violation_info: { violation_type: "SPAM" } }],
  [
    "account_update",
    {
      event: "ACCOUNT_RESTRICTION",
      restriction_info: [{ restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING", expiration: 1_751_247_548 }],
    },
  ],
  [
    "account_update",
    { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "SCHEDULE_FOR_DISABLE", waba_ban_date: "April 17, 2025" } },
  ],
  ["account_update", { event: "PARTNER_REMOVED", waba_info: { waba_id: "1" }, disconnection_info: { reason: "r" } }],
  [
    "account_update",
    { event: "VOLUME_BASED_PRICING_TIER_UPDATE", volume_tier_info: { tier: "1:2", tier_update_time: 1 } },
  ],
  [
    "user_preferences",
    {
      metadata,
      contacts: [{ wa_id: "16505551234" }],
      user_preferences: [
        { wa_id: "16505551234", category: "marketing_messages", value: "stop", timestamp: 1_731_705_721 },
      ],
    },
  ],
  [
    "user_id_update",
    {
      metadata,
      user_id_update: [{ wa_id: "16505551234", user_id: { previous: "US.1", current: "US.2" }, timestamp: 1 }],
    },
  ],
  ["business_username_updates", { display_phone_number: "15550783881", username: "u", status: "approved" }],
  [
    "smb_message_echoes",
    {
      metadata,
      message_echoes: [
        {
          from: "15550783881",
          to: "16505551234",
          id: "wamid.ECHO1",
          timestamp: "1",
          type: "text",
          text: { body: "by hand" },
        },
      ],
    },
  ],
  [
    "smb_message_echoes",
    {
      metadata,
      message_echoes: [
        {
          from: "15550783881",
          to: "16505551234",
          id: "wamid.ECHO2",
          timestamp: "1",
          type: "edit",
          edit: { original_message_id: "wamid.ECHO1", message: { type: "text", text: { body: "e" } } },
        },
      ],
    },
  ],
  [
    "history",
    {
      metadata,
      ...history([
        {
          from: "16505551234",
          id: "wamid.H1",
          timestamp: "1",
          type: "text",
          text: { body: "old" },
          history_context: { status: "READ" },
        },
      ]),
    },
  ],
  ["history", { metadata, history: [{ errors: [{ code: 2_593_109, title: "declined" }] }] }],
  [
    "smb_app_state_sync",
    {
      metadata,
      state_sync: [
        {
          type: "contact",
          contact: { full_name: "Ana", first_name: "Ana", phone_number: "16505551234" },
          action: "add",
          metadata: { timestamp: 1 },
        },
      ],
    },
  ],
  ["a_field_of_the_future", { anything: [1, 2, 3] }],
];

const person = fc.nat(400).map((number) => `1650555${String(number).padStart(4, "0")}`);
const bsuid = fc.option(
  fc.nat(400).map((number) => `US.${13_491_208_655_302 + number}`),
  { nil: undefined },
);
const wamid = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom("wamid.FUZZ1", "wamid.FUZZ2") },
  { weight: 6, arbitrary: fc.base64String({ minLength: 16, maxLength: 40 }).map((text) => `wamid.${text}`) },
);
const timestamp = fc.oneof(
  // Of the present, or what is meant to start an automation would be old news.
  { weight: 4, arbitrary: fc.nat(600).map((seconds) => String(Math.floor(Date.now() / 1000) - seconds)) },
  { weight: 1, arbitrary: fc.constantFrom("0", "-1", "1749416383", "99999999999", "253402300800", "1e10", "NaN") },
);

const inbound = fc
  .record({ shape: fc.constantFrom(...INBOUND), from: person, from_user_id: bsuid, id: wamid, timestamp })
  .map(({ shape, ...common }) => ({ ...common, ...shape }));
const status = fc
  .record({ shape: fc.constantFrom(...STATUSES), recipient_id: person, id: wamid, timestamp })
  .map(({ shape, ...common }) => ({ ...common, ...shape }));
const contacts = fc
  .array(
    fc.record({
      profile: fc.record({ name: fc.string({ unit: "grapheme" }), username: fc.constantFrom("@ana", undefined) }),
      wa_id: person,
      user_id: bsuid,
    }),
    { maxLength: 2 },
  )
  .map((list) => (list.length === 0 ? undefined : list));

const messagesValue = fc
  .record({
    messaging_product: fc.constant("whatsapp"),
    metadata: fc.constant(metadata),
    contacts,
    messages: fc.array(inbound, { maxLength: 4 }),
    statuses: fc.array(status, { maxLength: 3 }),
  })
  .map((value): readonly [string, unknown] => ["messages", value]);

/** Whole bodies: one or several entries, each with one or several changes. */
export const webhookBody: fc.Arbitrary<unknown> = fc
  .array(fc.oneof({ weight: 3, arbitrary: messagesValue }, { weight: 2, arbitrary: fc.constantFrom(...OTHERS) }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((changes) => ({
    object: "whatsapp_business_account",
    entry: changes.map(([field, value]) => ({
      id: "102290129340398",
      time: 1_751_247_548,
      changes: [{ field, value }],
    })),
  }));
