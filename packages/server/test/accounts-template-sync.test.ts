/** What is known of templates comes from looks at Meta and from its reports, which overlap, and whose clocks need not agree with ours. */
import { describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

const OPEN = { emulator: { serviceWindow: "off" } } as const;
const DAY = 86_400_000;
const BODY = [{ type: "BODY", text: "Made by hand." }];

async function start() {
  const app = await startTestApp(OPEN);
  const id = await app.channelId();
  await app.until(`/channels/${id}/details`, (details) => details.templatesSyncedAt !== null);
  const path = `/channels/${id}/templates`;
  const untilStatus = (name: string, status: string | undefined) =>
    app.until(`${path}?name=${name}`, ({ items }) => items[0]?.status === status).then(({ items }) => items[0]);
  return { app, path, untilStatus };
}

/** A look whose list is made now and arrives when the other end takes its time. Resolves once the list is made. */
async function beginSlowLook(app: TestApp, path: string) {
  const fault = app.emulator.addFault({
    match: { route: "GET message_templates", count: 1 },
    effect: { answerAfterMs: 1_500 },
  });
  const look = app.api("POST", `${path}/sync`);
  await waitUntil(
    () => fault.hits,
    (hits) => hits === 1,
  );
  return { answer: look };
}

describe("a look at the templates, while our clock is a day ahead of Meta's", () => {
  it("does not take for deleted what Meta reports during it", async () => {
    const { app, path, untilStatus } = await start();
    await using _ = app;
    app.clock.advance(DAY);
    const look = await beginSlowLook(app, path);
    // The look that the report asks for ends after this one.
    app.emulator.addFault({ match: { route: "GET message_templates", count: 1 }, effect: { answerAfterMs: 3_000 } });
    app.emulator.createTemplate({ name: "elsewhere", components: BODY });
    app.emulator.changeTemplate("elsewhere", { event: "approve" });
    await untilStatus("elsewhere", "APPROVED");
    expect((await look.answer).status).toBe(204);
    expect((await app.api("GET", `${path}?name=elsewhere`)).body.items).toHaveLength(1);
    await app.until(`${path}?name=elsewhere`, ({ items }) => items[0]?.components?.length === 1);
    expect((await app.api("GET", "/alerts")).body.items).toEqual([]);
  });

  it("does not make Meta's later reports seem old", async () => {
    const { app, path, untilStatus } = await start();
    await using _ = app;
    app.clock.advance(DAY);
    expect((await app.api("POST", `${path}/sync`)).status).toBe(204);
    app.emulator.changeTemplate("hello_world", { event: "pause" });
    await untilStatus("hello_world", "PAUSED");
    app.clock.advance(DAY);
    app.emulator.changeTemplate("hello_world", { event: "unpause" });
    await untilStatus("hello_world", "APPROVED");
  });
});

describe("a look at the templates that takes long", () => {
  it("does not bring back what was deleted meanwhile", async () => {
    const { app, path, untilStatus } = await start();
    await using _ = app;
    const look = await beginSlowLook(app, path);
    app.emulator.changeTemplate("hello_world", { event: "delete" });
    await untilStatus("hello_world", undefined);
    expect((await look.answer).status).toBe(204);
    await untilStatus("hello_world", undefined);
    expect((await app.api("GET", `${path}?name=hello_world`)).body.items).toEqual([]);
  });

  it("writes nothing over what a look that began after it has read", async () => {
    const { app, path, untilStatus } = await start();
    await using _ = app;
    const slow = await beginSlowLook(app, path);
    // Made where no report tells of it.
    app.emulator.createTemplate({ name: "elsewhere", components: BODY });
    expect((await app.api("POST", `${path}/sync`)).status).toBe(204);
    await untilStatus("elsewhere", "APPROVED");
    expect((await slow.answer).status).toBe(204);
    expect((await app.api("GET", `${path}?name=elsewhere`)).body.items).toHaveLength(1);
  });
});
