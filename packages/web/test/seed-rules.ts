import type { WebTest } from "./web-test.ts";

/** Rules of many kinds, some that answered, and somebody who is waited for. */
export async function seedRules(app: WebTest["app"]): Promise<void> {
  await app.api("POST", "/rules", {
    name: "Prices",
    match: { kind: "contains", values: ["price", "how much", "cost", "menu", "list"], wholeWord: true },
    reply: {
      type: "buttons",
      body: 'Hello {{ contact.firstName | default: "there" }}! *Bread* 2.20 €, *cake* from 18 €.\nWhat may we put aside for you?',
      footer: "Prices include VAT",
      buttons: [
        { id: "bread", title: "Bread" },
        { id: "cake", title: "A cake" },
      ],
    },
    cooldownSeconds: 3600,
    activeHours: {
      timezone: "Europe/Madrid",
      windows: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "00:00" }],
    },
  });
  await app.api("POST", "/rules", {
    name: "Closed",
    match: { kind: "any" },
    reply: { type: "text", text: "We are closed now and answer tomorrow from 9." },
    activeHours: {
      timezone: "Europe/Madrid",
      windows: [
        { weekdays: [1, 2, 3, 4, 5], from: "20:00", to: "09:00" },
        { weekdays: [6, 7], from: "00:00", to: "00:00" },
      ],
    },
    enabled: false,
    appliesToGroups: true,
  });
  for (const from of ["34600000031", "34600000032", "34600000033"]) app.contactWrites(from, "How much is a cake?");
  await app.until("/follow-ups", ({ items }) => items.length >= 3);
}

export async function findRule(app: WebTest["app"], name: string): Promise<string> {
  const { body } = await app.api("GET", "/rules");
  return body.items.find((rule: { name: string }) => rule.name === name).id;
}
