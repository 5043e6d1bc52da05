import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../../test/start-test-app.ts";

const welcome = {
  name: "Welcome",
  defaultLanguage: "en",
  variants: [
    { language: "en", body: 'Hello {{ contact.firstName | default: "there" }}!' },
    { language: "pt_br", body: "Oi {{ contact.firstName }}, de {{ contact.fields.city }}!" },
  ],
};

async function addContact(app: TestApp, fields: { name?: string; phone?: string; locale?: string; city?: string }) {
  const id = crypto.randomUUID();
  const { name = null, phone = "+34600111222", locale = null, city } = fields;
  const { db } = app.database.database;
  await sql`
    insert into contacts (id, display_name, locale, attributes, created_at, updated_at)
    values (${id}, ${name}, ${locale}, ${JSON.stringify(city === undefined ? {} : { city })}, now(), now())`.execute(
    db,
  );
  await sql`insert into identities (kind, scope, value, contact_id, created_at) values ('phone', '', ${phone}, ${id}, now())`.execute(
    db,
  );
  return id;
}

describe("templates of ours", () => {
  it("are kept with a text for each language, and found by any part of them", async () => {
    await using app = await startTestApp({ withChannel: false });
    const made = await app.api("POST", "/templates", welcome);
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: "Welcome",
        description: "",
        version: 1,
        variants: [{ language: "en" }, { language: "pt-BR" }],
        variables: ["contact.firstName", "contact.fields.city"],
      },
    });
    const path = `/templates/${made.body.id}`;
    expect((await app.api("GET", path)).body).toEqual(made.body);
    for (const name of ["Bye", "apology"]) {
      const variants = [{ language: "en", body: `${name} 100%` }];
      expect((await app.api("POST", "/templates", { ...welcome, name, variants })).status).toBe(201);
    }
    const names = async (query: string) =>
      (await app.api("GET", `/templates?${query}`)).body.items.map((item: { name: string }) => item.name);
    expect(await names("")).toEqual(["apology", "Bye", "Welcome"]);
    expect(await names("search=OI%20")).toEqual(["Welcome"]);
    expect(await names("search=100%25")).toEqual(["apology", "Bye"]);
    expect(await names("language=PT-br")).toEqual(["Welcome"]);
    const first = (await app.api("GET", "/templates?limit=2")).body;
    expect(await names(`limit=2&cursor=${first.nextCursor}`)).toEqual(["Welcome"]);
  });

  it("are changed in parts, and not over somebody else's change", async () => {
    await using app = await startTestApp({ withChannel: false });
    const { body: made } = await app.api("POST", "/templates", welcome);
    const path = `/templates/${made.id}`;
    const changed = await app.api("PATCH", path, { description: "For new ones", version: 1 });
    expect(changed.body).toMatchObject({ description: "For new ones", version: 2, variants: made.variants });
    expect(await app.api("PATCH", path, { name: "Mine", version: 1 })).toMatchObject({
      status: 409,
      body: { code: "template-changed", particulars: { version: 2 } },
    });
    const both = await Promise.all(["A", "B"].map((name) => app.api("PATCH", path, { name, version: 2 })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await app.api("PATCH", path, { variants: [{ language: "es", body: "Hola" }] })).toMatchObject({
      status: 400,
      body: { code: "language-missing" },
    });
    const spanish = { defaultLanguage: "es", variants: [{ language: "es", body: "Hola" }] };
    expect((await app.api("PATCH", path, spanish)).body).toMatchObject(spanish);
  });

  it("have a name of their own, whatever its case, also when two are made at once", async () => {
    await using app = await startTestApp({ withChannel: false });
    const both = await Promise.all(
      ["Welcome", "WELCOME"].map((name) => app.api("POST", "/templates", { ...welcome, name })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { id } = both.find(({ status }) => status === 201)?.body ?? {};
    const copies = [];
    for (let copy = 0; copy < 2; copy++) copies.push(await app.api("POST", `/templates/${id}/duplicate`));
    expect(copies.map(({ body }) => body.name.toLowerCase())).toEqual(["welcome (2)", "welcome (3)"]);
    const { name: taken } = copies[0]?.body ?? {};
    expect(await app.api("PATCH", `/templates/${id}`, { name: taken })).toMatchObject({
      status: 409,
      body: { code: "template-name-taken" },
    });
    expect((await app.api("PATCH", `/templates/${id}`, { name: "Welcome" })).status).toBe(200);
  });

  it("are refused with the place of every mistake", async () => {
    await using app = await startTestApp({ withChannel: false });
    const variants = [
      { language: "en", body: "fine" },
      { language: "es", body: "one\n  {% nonsense %}" },
      { language: "pt", body: "{{ open" },
    ];
    expect(await app.api("POST", "/templates", { ...welcome, variants })).toMatchObject({
      status: 400,
      body: {
        code: "template-invalid",
        particulars: {
          problems: [
            { language: "es", line: 2, column: 3, message: expect.stringContaining("nonsense") },
            { language: "pt", line: 1, column: 1 },
          ],
        },
      },
    });
    const twice = [variants[0], { language: "EN", body: "x" }];
    expect(await app.api("POST", "/templates", { ...welcome, variants: twice })).toMatchObject({
      body: { code: "language-repeated" },
    });
    for (const wrong of [{ variants: [] }, { name: " " }, { defaultLanguage: "english please" }]) {
      expect((await app.api("POST", "/templates", { ...welcome, ...wrong })).body.code).toBe("validation-failed");
    }
  });

  it("are gone when they are deleted", async () => {
    await using app = await startTestApp({ withChannel: false });
    const { body } = await app.api("POST", "/templates", welcome);
    expect((await app.api("GET", `/templates/${body.id}/uses`)).body).toEqual({ items: [] });
    expect((await app.api("DELETE", `/templates/${body.id}`)).status).toBe(204);
    for (const [method, more] of [
      ["GET", ""],
      ["DELETE", ""],
      ["GET", "/uses"],
      ["POST", "/duplicate"],
    ] as const) {
      expect(await app.api(method, `/templates/${body.id}${more}`)).toMatchObject({
        status: 404,
        body: { code: "template-unknown" },
      });
    }
  });
});

describe("a preview", () => {
  it("shows a text for samples, with what would be missing and what is probably misspelt", async () => {
    await using app = await startTestApp({ withChannel: false });
    const body = "{{ contact.name }} {{ contact.nmae }} {{ contact.fields.city }} {{ message.text }} {{ match[1] }}";
    expect((await app.api("POST", "/templates/preview", { body })).body).toEqual({
      text: "Ana García   Hello",
      problem: null,
      language: null,
      variables: ["contact.name", "contact.nmae", "contact.fields.city", "message.text", "match[1]"],
      missing: ["contact.nmae", "contact.fields.city", "match"],
      unknown: ["contact.nmae"],
    });
    const values = { "contact.fields.city": "Lima", "contact.name": "Eva", amount: "10" };
    expect(
      (
        await app.api("POST", "/templates/preview", {
          body: "{{ contact.name }}, {{ contact.fields.city }}: {{ amount }}",
          values,
        })
      ).body,
    ).toMatchObject({ text: "Eva, Lima: 10", missing: [], unknown: [] });
  });

  it("tells where a text is broken while it is being written", async () => {
    await using app = await startTestApp({ withChannel: false });
    expect(await app.api("POST", "/templates/preview", { body: "Hi\n{{ contact.name" })).toMatchObject({
      status: 200,
      body: { text: null, problem: { line: 2, column: 1, message: expect.stringContaining("not closed") } },
    });
    const endless = "{% for i in (1..100000) %}x{% endfor %}";
    expect((await app.api("POST", "/templates/preview", { body: endless })).body).toMatchObject({
      text: null,
      problem: { message: expect.stringContaining("steps") },
    });
  });

  it("for a contact is in their language and makes nothing up", async () => {
    await using app = await startTestApp({ withChannel: false });
    const { body: template } = await app.api("POST", "/templates", {
      ...welcome,
      sampleValues: { "contact.fields.city": "Recife" },
    });
    const [joana, nobody] = [
      await addContact(app, { name: "Joana Dias", locale: "pt_PT" }),
      await addContact(app, { phone: "+34600111333" }),
    ];
    const preview = async (wanted: object) =>
      (await app.api("POST", "/templates/preview", { templateId: template.id, ...wanted })).body;
    expect(await preview({ contactId: joana })).toMatchObject({
      language: "pt-BR",
      text: "Oi Joana, de !",
      missing: ["contact.fields.city"],
    });
    expect(await preview({ contactId: nobody })).toMatchObject({ language: "en", text: "Hello there!", missing: [] });
    expect(await preview({ language: "pt-BR" })).toMatchObject({ text: "Oi Ana, de Recife!" });
    expect(await preview({ contactId: joana, body: "{{ contact.phone }}" })).toMatchObject({ text: "+34600111222" });
    expect((await preview({ contactId: crypto.randomUUID() })).code).toBe("contact-unknown");
    expect((await app.api("POST", "/templates/preview", {})).status).toBe(400);
  });

  it("names the business as the settings do", async () => {
    await using app = await startTestApp({ withChannel: false });
    await app.api("PATCH", "/settings", { organisationName: "Zumos Pérez" });
    const { body } = await app.api("POST", "/templates/preview", { body: "{{ organisation.name }}" });
    expect(body.text).toBe("Zumos Pérez");
    const { items } = (await app.api("GET", "/templates/variables")).body;
    expect(items.map((item: { name: string }) => item.name)).toContain("organisation.name");
  });
});
