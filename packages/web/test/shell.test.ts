import { expect, test } from "vitest";
import { PHONE, startWebTest } from "./web-test.ts";

test("the app loads under its policy, and asks nobody but its server", async () => {
  await using web = await startWebTest({ withChannel: false });
  await using visit = await web.visit({ as: "owner" });
  await visit.goTo("/");
  expect(await visit.page.locator("h1").innerText()).toBe("Hello, Olivia Owner");
  await using phone = await web.visit({ as: "owner", size: PHONE, language: "es", theme: "dark" });
  await phone.goTo("/");
  expect(await phone.page.locator("h1").innerText()).toBe("Hola, Olivia Owner");
});
