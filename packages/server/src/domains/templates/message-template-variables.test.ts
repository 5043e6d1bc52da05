import { expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../../test/start-test-app.ts";

async function findTemplate(app: TestApp, name: string): Promise<{ path: string; channel: string }> {
  const channel = `/channels/${await app.channelId()}`;
  await app.api("POST", `${channel}/templates/sync`);
  const { body } = await app.api("GET", `${channel}/templates?name=${name}`);
  return { channel, path: `${channel}/templates/${body.items[0].id}` };
}

it("what the placeholders of a platform's template stand for is kept, and filled in for a contact", async () => {
  await using app = await startTestApp();
  const { path } = await findTemplate(app, "order_update");
  expect((await app.api("GET", path)).body).toMatchObject({ name: "order_update", status: "APPROVED" });
  expect((await app.api("GET", `${path}/variables`)).body).toMatchObject({
    updatedAt: null,
    placeholders: [
      { id: "header.order_id", kind: "text", source: null },
      { id: "body.first_name", kind: "text", name: "first_name" },
      { id: "button.0", kind: "url-ending", name: "Track" },
    ],
  });
  const values = {
    "header.order_id": "{{ contact.fields.order }}",
    "body.first_name": '{{ contact.firstName | default: "you\nthere" }}',
    "button.0": "{{ contact.phone | remove: '+' }}",
  };
  const saved = await app.api("PUT", `${path}/variables`, { values });
  expect(saved.body.placeholders.map((one: { source: string }) => one.source)).toEqual(Object.values(values));

  // Nothing is known of the order: the platform would refuse an empty header.
  app.contactWrites("34600111222", "hi");
  const [{ contactId }] = (await app.until("/conversations", (page) => page.items.length === 1)).items;
  const incomplete = (await app.api("POST", `${path}/preview`, { contactId })).body;
  expect(incomplete).toMatchObject({ content: null, header: { kind: "text", text: "Order {{order_id}}" } });
  expect(incomplete.placeholders[0]).toMatchObject({ value: null, missing: ["contact.fields.order"] });

  const filled = await app.api("POST", `${path}/preview`, {
    contactId,
    values: { ...values, "header.order_id": "A 17" },
  });
  expect(filled.body).toMatchObject({
    header: { text: "Order A 17" },
    body: expect.stringMatching(/^Hi [^{}\n]+, your order/),
    buttons: [{ kind: "url", text: "Track", url: "https://example.com/track/34600111222" }],
  });
  const sent = await app.api("POST", "/messages", { to: "+34600111222", content: filled.body.content });
  expect(sent.status).toBe(202);
  await app.until(`/messages/${sent.body.id}`, (message) => ["accepted", "sent", "delivered"].includes(message.state));
});

it("a positional template gets its values in the order of its numbers, files by their link", async () => {
  await using app = await startTestApp();
  app.emulator.createTemplate({
    name: "turned_round",
    components: [{ type: "BODY", text: "Due {{2}}, dear {{1}}." }],
  });
  const { path } = await findTemplate(app, "turned_round");
  const values = { "body.1": "Ana", "body.2": "{{ 'today' | upcase }}" };
  const preview = (await app.api("POST", `${path}/preview`, { values })).body;
  expect(preview.body).toBe("Due TODAY, dear Ana.");
  expect(preview.content.components).toEqual([
    {
      type: "body",
      parameters: [
        { type: "text", text: "Ana" },
        { type: "text", text: "TODAY" },
      ],
    },
  ]);
  const sale = await findTemplate(app, "summer_sale");
  const link = "https://example.com/{{ contact.firstName | downcase }}.jpg";
  const filled = (await app.api("POST", `${sale.path}/preview`, { values: { "header.image": link, "body.1": "Ana" } }))
    .body;
  expect(filled.header).toEqual({ kind: "image", text: null, link: "https://example.com/ana.jpg" });
  expect(filled.content.components[0]).toEqual({
    type: "header",
    parameters: [{ type: "image", image: { link: "https://example.com/ana.jpg" } }],
  });
});

it("a template to sign in by takes its code in the text and on the button", async () => {
  await using app = await startTestApp();
  const { path } = await findTemplate(app, "login_code");
  const { body } = await app.api("POST", `${path}/preview`, { values: { "body.1": "123456", "button.0": "123456" } });
  const sent = await app.api("POST", "/messages", { to: "+34600111222", content: body.content });
  await app.until(`/messages/${sent.body.id}`, (message) => ["accepted", "sent", "delivered"].includes(message.state));
});

it("placeholders that the template has not, and broken texts, are refused with all of them named", async () => {
  await using app = await startTestApp();
  const { path, channel } = await findTemplate(app, "payment_reminder");
  expect(
    await app.api("PUT", `${path}/variables`, { values: { "body.1": "x", "body.9": "x", nonsense: "x" } }),
  ).toMatchObject({
    status: 400,
    body: { code: "placeholders-unknown", particulars: { unknown: ["body.9", "nonsense"] } },
  });
  expect(
    await app.api("PUT", `${path}/variables`, { values: { "body.1": "{{ x", "body.2": "{% y %}" } }),
  ).toMatchObject({
    status: 400,
    body: { code: "template-invalid", particulars: { problems: [{ language: "body.1" }, { language: "body.2" }] } },
  });
  expect((await app.api("GET", `${path}/variables`)).body.updatedAt).toBeNull();
  const unknown = `${channel}/templates/${crypto.randomUUID()}`;
  for (const end of ["", "/variables"]) {
    expect(await app.api("GET", `${unknown}${end}`)).toMatchObject({ status: 404, body: { code: "template-unknown" } });
  }
});

it("what was written for a template outlives its being read anew", async () => {
  await using app = await startTestApp();
  const { path, channel } = await findTemplate(app, "summer_sale");
  await app.api("PUT", `${path}/variables`, { values: { "body.1": "{{ contact.name }}" } });
  await app.api("POST", `${channel}/templates/sync`);
  expect((await app.api("GET", `${path}/variables`)).body.placeholders).toMatchObject([
    { id: "header.image", source: null },
    { id: "body.1", source: "{{ contact.name }}" },
  ]);
});
