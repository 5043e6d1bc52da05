import { expect, it } from "vitest";
import { startTestApp } from "../../../test/start-test-app.ts";

/** Several times as many as there are database connections. */
const AT_ONCE = 60;

it("answers more requests at the same moment than there are database connections", async () => {
  await using app = await startTestApp({ emulator: { serviceWindow: "off", limits: "off" } });
  const requests = Array.from({ length: AT_ONCE }, (_, index) =>
    app.api("POST", "/messages", { to: `+346${String(index).padStart(8, "0")}`, text: `message ${index}` }),
  );
  const statuses = (await Promise.all(requests)).map((answer) => answer.status);
  expect(new Set(statuses)).toEqual(new Set([202]));
  await app.emulator.waitForSent(AT_ONCE);
});
