/** Templates: ours, with variables and languages; Meta's, sent in, mapped and deleted. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWebTest, type WebTest } from "./web-test.ts";

let web: WebTest;
beforeAll(async () => {
  web = await startWebTest();
  web.app.contactWrites("34600000041", "hello");
  await web.app.until("/contacts", ({ items }) => items.length === 1);
});
afterAll(() => web[Symbol.asyncDispose]());

test("a text is written in two languages, with its mistakes told, and seen as a contact would get it", async () => {
  await using visit = await web.visit({ as: "manager", expectConsole: [/status of 40[09]/] });
  const { page } = visit;
  await visit.goTo("/templates");
  await page.getByRole("link", { name: "Add a template" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("Order ready");
  const text = (language: string) => page.getByRole("textbox", { name: `Text in ${language}` });
  await text("English").fill("Hello {{ contact.nme }}, it costs {{ contact.fields.price }}");
  await page.getByText(/Nothing fills contact\.nme/).waitFor();
  await page.getByText(/Nothing would stand in place of contact\.fields\.price/).waitFor();

  await text("English").fill("Hello {% if contact.name %}{{ contact.name }}");
  await page.getByRole("button", { name: "Add a template" }).click();
  await page
    .getByText(/Line 1, column \d+: .*not closed/)
    .first()
    .waitFor();

  await text("English").fill(
    'Hello {{ contact.firstName | default: "there" }}, your order {{ contact.fields.order }} is ready',
  );
  await page.getByRole("combobox", { name: "Add a language" }).click();
  await page.getByRole("option", { name: "Spanish", exact: true }).click();
  await page.getByRole("button", { name: "Add a template" }).click();
  await page.getByText("Please fill this in").waitFor();
  await text("Spanish").fill("Tu pedido está listo");
  await page.getByRole("tab", { name: /English/ }).click();
  await page.getByLabel("contact.fields.order").fill("17");
  const preview = page.getByRole("region", { name: "As it will look" });
  await preview.getByText("Hello Ana, your order 17 is ready").waitFor();

  const { body } = await web.app.api("GET", "/contacts");
  const [{ name }] = body.items;
  await page.getByRole("combobox", { name: "For" }).click();
  await page.getByRole("option", { name: new RegExp(name) }).click();
  await preview.getByText(`Hello ${name.split(" ")[0]}, your order is ready`).waitFor();
  await page.getByText(/Nothing would stand in place of contact\.fields\.order/).waitFor();

  await page.getByRole("button", { name: "Add a template" }).click();
  await page.getByText("The template Order ready is added").waitFor();
  await page.getByRole("cell", { name: "English and Spanish" }).waitFor();
});

test("what somebody else changed meanwhile is not overwritten; what a rule sends is not deleted", async () => {
  const { body: template } = await web.app.api("POST", "/templates", {
    name: "Hours",
    defaultLanguage: "en",
    variants: [{ language: "en", body: "From 9 to 18" }],
  });
  await web.app.api("POST", "/rules", {
    name: "Opening hours",
    match: { kind: "contains", values: ["hours"] },
    reply: { type: "saved-template", templateId: template.id },
  });
  await using visit = await web.visit({ as: "manager", expectConsole: [/status of 409/] });
  const { page } = visit;
  await visit.goTo(`/templates/${template.id}`);
  await page.getByRole("link", { name: "The rule Opening hours" }).waitFor();
  await page.getByRole("textbox", { name: "Text in English" }).fill("From 8 to 17");
  await web.app.api("PATCH", `/templates/${template.id}`, { description: "Changed elsewhere" });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Take the new version" }).click();
  await page.getByText("Changed elsewhere").first().waitFor();
  expect(await page.getByLabel("What it is for").inputValue()).toBe("Changed elsewhere");
  expect(await page.getByRole("textbox", { name: "Text in English" }).inputValue()).toBe("From 9 to 18");

  await page.getByRole("button", { name: "Actions for Hours" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByText("The template is still in use").waitFor();
  expect((await web.app.api("GET", `/templates/${template.id}`)).status).toBe(200);
});

test("a template is sent in to Meta with what Meta would refuse told first, rejected, and deleted", async () => {
  await using visit = await web.visit({ as: "manager" });
  const { page } = visit;
  await visit.goTo("/templates/meta");
  await page.getByRole("button", { name: "Read from Meta now" }).click();
  await page.getByText("The templates are read anew").waitFor();
  await page.getByRole("link", { name: "New Meta template" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Table ready");
  await page.getByRole("textbox", { name: /^Text/ }).fill("{{1}}, your table is ready for you");
  await page.getByRole("button", { name: "Send in for approval" }).click();
  await page.getByText("A placeholder can’t stand at the beginning or the end", { exact: false }).waitFor();
  await page.getByRole("textbox", { name: /^Text/ }).fill("Hello {{1}}, your table is ready for you");
  await page.getByLabel("For {{1}} in the text").fill("Ana");
  await page.getByRole("region", { name: "As it will look" }).getByText("Hello Ana, your table is ready").waitFor();
  await page.getByRole("button", { name: "Send in for approval" }).click();
  await page.getByRole("heading", { name: "table_ready", level: 1 }).waitFor();
  await page.getByText("Meta is looking at it").waitFor();

  web.app.emulator.changeTemplate("table_ready", { event: "reject", reason: "PROMOTIONAL" });
  await page.getByText("Meta has rejected it").waitFor();
  await page.getByText("It promotes something, which its category does not allow.", { exact: false }).last().waitFor();
  await page.getByRole("button", { name: "Actions for table_ready" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page
    .getByRole("dialog", { name: "Delete table_ready at Meta?" })
    .getByRole("button", { name: "Delete" })
    .click();
  await page.getByText("table_ready is deleted at Meta").waitFor();
  // Meta tells of the deletion in two steps.
  await page.getByRole("link", { name: "table_ready" }).waitFor({ state: "detached" });
});

test("the placeholders of Meta's template are mapped to our variables, and shown for a contact", async () => {
  web.app.emulator.createTemplate({
    name: "appointment",
    components: [
      {
        type: "BODY",
        text: "Hello {{1}}, we expect you on {{2}} in our shop.",
        example: { body_text: [["Ana", "Monday"]] },
      },
    ],
  });
  const channelId = await web.app.channelId();
  await web.app.api("POST", `/channels/${channelId}/templates/sync`);
  await using visit = await web.visit({ as: "manager" });
  const { page } = visit;
  await visit.goTo("/templates/meta?q=appoint");
  await page.getByRole("link", { name: "appointment" }).click();
  await page.getByText("It can’t be sent like this").waitFor();
  await page.getByRole("textbox", { name: "{{1}} in the text" }).fill('{{ contact.firstName | default: "there" }}');
  await page.getByRole("textbox", { name: "{{2}} in the text" }).fill("{{ contact.fields.day }}");
  await page.getByText("Becomes: Ana").waitFor();
  await page.getByText(/Nothing would stand in place of contact\.fields\.day/).waitFor();
  await page.getByRole("textbox", { name: "{{2}} in the text" }).fill("Monday");
  await page
    .getByRole("region", { name: "As it will look" })
    .getByText("Hello Ana, we expect you on Monday in our shop.")
    .waitFor();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();
  const { body } = await web.app.api("GET", `/channels/${channelId}/templates?name=appointment`);
  const variables = await web.app.api("GET", `/channels/${channelId}/templates/${body.items[0].id}/variables`);
  expect(variables.body.placeholders.map(({ source }: { source: string }) => source)).toEqual([
    '{{ contact.firstName | default: "there" }}',
    "Monday",
  ]);
});
