import type { WebTest } from "./web-test.ts";

/** Templates of ours, and some at Meta in several states. */
export async function seedTemplates(app: WebTest["app"]): Promise<void> {
  await app.api("POST", "/templates", {
    name: "Order ready",
    description: "When an order can be fetched.",
    defaultLanguage: "en",
    variants: [
      {
        language: "en",
        body: 'Hello {{ contact.firstName | default: "there" }}! Your order *{{ contact.fields.order }}* is ready.\nWe are open until 18:00.',
      },
      { language: "es", body: "¡Hola {{ contact.firstName }}! Tu pedido está listo." },
    ],
    sampleValues: { "contact.fields.order": "17" },
  });
  await app.api("POST", "/templates", {
    name: "Opening hours",
    defaultLanguage: "en",
    variants: [{ language: "en", body: "We are open Monday to Friday, 9:00 to 18:00." }],
  });
  app.emulator.createTemplate({
    name: "appointment",
    category: "UTILITY",
    components: [
      { type: "HEADER", format: "TEXT", text: "Your appointment" },
      {
        type: "BODY",
        text: "Hello {{1}}, we expect you on {{2}}. Shall it stay so?",
        example: { body_text: [["Ana", "Monday at 10:00"]] },
      },
      { type: "FOOTER", text: "Reply STOP to get no more" },
      {
        type: "BUTTONS",
        buttons: [
          { type: "QUICK_REPLY", text: "Yes" },
          { type: "QUICK_REPLY", text: "Another day" },
        ],
      },
    ],
  });
  app.emulator.createTemplate({
    name: "spring_offer",
    category: "MARKETING",
    components: [{ type: "BODY", text: "Everything at half price this week." }],
  });
  app.emulator.changeTemplate("spring_offer", { event: "reject", reason: "PROMOTIONAL" });
  await app.api("POST", `/channels/${await app.channelId()}/templates/sync`);
}

export async function findMetaTemplate(app: WebTest["app"], name: string): Promise<string> {
  const channelId = await app.channelId();
  const { body } = await app.api("GET", `/channels/${channelId}/templates?name=${name}`);
  return `/templates/meta/${channelId}/${body.items[0].id}`;
}
