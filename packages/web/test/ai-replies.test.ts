/** AI replies: off by default, set up against a stand-in for a language model, tried, turned on, answering, handed over. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AiStandIn, completion, startAiStandIn } from "../../server/test/ai-stand-in.ts";
import { startWebTest, type WebTest } from "./web-test.ts";

let web: WebTest;
let model: AiStandIn;
beforeAll(async () => {
  model = await startAiStandIn(completion("We open at nine."));
  web = await startWebTest({ env: { CHASQUI_ALLOW_PRIVATE_URLS: new URL(model.url).host } });
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await model[Symbol.asyncDispose]();
});

const settings = async () => (await web.app.api("GET", "/ai-replies/settings")).body;

test("off by default; what is missing is told, tried before it is saved, and a key is never shown again", async () => {
  await using visit = await web.visit({ as: "manager", expectConsole: [/status of 400/] });
  const { page } = visit;
  await visit.goTo("/ai-replies");
  expect(await page.getByText("No address is entered yet", { exact: false }).isVisible()).toBe(true);
  await page.getByRole("button", { name: "Turn on" }).click();
  await page.getByRole("alert").getByText("Which model should answer?").waitFor();

  await page.getByRole("textbox", { name: "Address of the API" }).fill(`${model.url}/v1`);
  await page.getByRole("textbox", { name: "Model" }).fill("stand-in");
  await page.getByLabel("API key", { exact: true }).fill("sk-secret-1234");
  await page.getByText(`For each answer, ${new URL(model.url).host} gets:`).waitFor();
  await page.getByRole("textbox", { name: "A contact writes" }).fill("When do you open?");
  await page.getByRole("button", { name: "Ask" }).click();
  const trial = page.getByRole("region", { name: "The conversation tried" });
  await trial.getByText("We open at nine.").waitFor();
  expect(model.asked.at(-1)?.headers.authorization).toBe("Bearer sk-secret-1234");
  expect((await settings()).hasApiKey).toBe(false);

  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();
  expect(await page.getByLabel("API key", { exact: true }).inputValue()).toBe("");
  expect(await page.content()).not.toContain("sk-secret-1234");
  await page.getByRole("button", { name: "Turn on" }).click();
  await page.getByText("AI replies are on").waitFor();

  // The key goes only to where it was entered for.
  await page.getByRole("textbox", { name: "Address of the API" }).fill("https://elsewhere.example/v1");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The stored key belongs to another address", { exact: false }).first().waitFor();
  expect((await settings()).baseUrl).toBe(`${model.url}/v1`);
});

test("messages no rule fits are answered and listed; a word hands over to a person", async () => {
  await web.app.api("PATCH", "/ai-replies/settings", { waitSeconds: 0 });
  web.app.contactWrites("34600000051", "when do you open tomorrow");
  await web.app.until("/messages", ({ items }) =>
    items.some(({ content }: { content: { text?: string } }) => content.text === "We open at nine."),
  );
  web.app.contactWrites("34600000051", "I want to talk to a human");
  await web.app.until("/ai-replies/hand-overs", ({ items }) => items.length === 1);

  await using visit = await web.visit({ as: "viewer" });
  const { page } = visit;
  await visit.goTo("/ai-replies?view=replies");
  await page.getByText("1 of 500 replies today").waitFor();
  await page.getByRole("table", { name: "Last replies" }).getByText("Answered").waitFor();
  await page.getByRole("table", { name: "Handed over" }).getByText("Waits for a person").waitFor();
  await page.getByRole("combobox", { name: "State" }).click();
  await page.getByRole("option", { name: "Failed" }).click();
  await page.getByText("Nothing fits").waitFor();
  expect(page.url()).toContain("state=failed");
  expect(await page.getByRole("button", { name: "Turn off" }).count()).toBe(0);
});

test("an endpoint of one's own gets a signing secret that is shown once", async () => {
  await using visit = await web.visit({ as: "manager" });
  const { page } = visit;
  await visit.goTo("/ai-replies");
  await page.getByRole("radio", { name: "An HTTP endpoint of yours" }).check();
  await page.getByRole("button", { name: "Make one" }).click();
  const dialog = page.getByRole("dialog", { name: "Signing secret" });
  expect(await dialog.getByLabel("Signing secret").inputValue()).toMatch(/^whsec_/);
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await page.getByText("It is stored encrypted and not shown.", { exact: false }).first().waitFor();
  await page.getByText("the contact’s id, name, phone number and language").waitFor();
});
