/** `npm run bench:web`: how the inbox feels in Chromium with 10,000 conversations and a thread of 10,000 messages. Prints a table. */
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import type { BrowserContext, Page } from "playwright-core";
import { type BenchServer, startBenchServer } from "../../server/bench/bench-server.ts";
import { describeMachine } from "../../server/bench/report.ts";
import { launchChromium } from "../test/chromium.ts";
import { type Figures, figuresOf, renderFigures } from "./figures.ts";
import { installMeasure, respond, scrollThrough } from "./measure.ts";
import { type Seeded, seedInbox } from "./seed.ts";

const { values } = parseArgs({
  options: {
    conversations: { type: "string", default: "10000" },
    messages: { type: "string", default: "10000" },
  },
});

const LIST = "[data-testid=conversations]";
const THREAD = "[data-testid=thread]";
const TIMES = 20;
const ROWS_IN_SIGHT = 8;

// The script scrolls far faster than any person, and would be told to wait.
const server = await startBenchServer({ env: { CHASQUI_REQUESTS_PER_MINUTE: "1000000" } });
const browser = await launchChromium();
try {
  const seeded = await seedInbox(server, Number(values.conversations), Number(values.messages));
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 } });
  await signIn(server, context);
  const page = await context.newPage();
  await page.addInitScript(installMeasure);
  const figures = [...(await measureList(page, seeded)), ...(await measureThread(page, seeded, server))];
  process.stdout.write(
    `${describeMachine()}; ${values.conversations} conversations, a thread of ${values.messages} messages\n\n${renderFigures(figures)}\n`,
  );
} finally {
  await browser.close();
  await server[Symbol.asyncDispose]();
}

async function signIn(to: BenchServer, context: BrowserContext): Promise<void> {
  const { invitation } = await to.api<{ invitation: { url: string } }>("POST", "/users", {
    name: "Bench Agent",
    email: "bench@shop.example",
    role: "manager",
  });
  const token = new URLSearchParams(new URL(invitation.url).hash.slice(1)).get("token");
  const answer = await context.request.post("/api/v1/invitations/accept", {
    data: { token, password: "four unrelated words walked home" },
    headers: { origin: to.url },
  });
  if (!answer.ok()) throw new Error(`signing in: ${answer.status()} ${await answer.text()}`);
}

async function measureList(page: Page, { conversationIds }: Seeded): Promise<Figures[]> {
  await page.goto("/inbox");
  await page.locator(`${LIST} li`).first().waitFor();
  const opened: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    await page.goto("/inbox");
    await page.locator(`${LIST} li`).first().waitFor();
    opened.push(performance.now() - start);
  }
  console.error("the list …");
  const loading = await scrollThrough(page, LIST, { pxAFrame: 400, to: "end", isEndless: true });
  const count = await page.locator(`${LIST} li`).last().getAttribute("aria-posinset");
  const back = await scrollThrough(page, LIST, { pxAFrame: 1500, to: "start", isEndless: false });
  console.error("clicking …");
  const clicked: number[] = [];
  for (let round = 0; round < ROWS_IN_SIGHT; round += 1) {
    // Each is another one, and none was fetched before.
    const id = conversationIds[round + 2] as string;
    clicked.push(
      await respond(page, { click: `[data-row-link="${id}"]`, until: `${THREAD} [data-message]`, holds: id }),
    );
  }
  return [
    figuresOf("open the inbox (page load, signed in)", "ms", opened),
    figuresOf(`scroll the list to its end, pages fetched meanwhile (${count} rows)`, "ms a frame", loading),
    figuresOf("scroll back through all of them, 1,500 px a frame", "ms a frame", back),
    figuresOf("click a conversation → its thread is painted (fetched from the server)", "ms", clicked),
  ];
}

async function measureThread(page: Page, { longId, otherId }: Seeded, to: BenchServer): Promise<Figures[]> {
  const opened: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    await page.goto(`/inbox/${longId}`);
    await page.locator(`${THREAD} [data-message]`).first().waitFor();
    opened.push(performance.now() - start);
  }
  console.error("the thread …");
  const loading = await scrollThrough(page, THREAD, { pxAFrame: 400, to: "start", isEndless: true });
  const forth = await scrollThrough(page, THREAD, { pxAFrame: 1500, to: "end", isEndless: false });
  console.error("writing …");
  const typed: number[] = [];
  await page.getByRole("textbox", { name: /^Answer to/ }).focus();
  for (let round = 0; round < TIMES; round += 1) typed.push(await respond(page, { type: "a" }));
  const sent: number[] = [];
  for (let round = 0; round < TIMES; round += 1) {
    await page.getByRole("textbox", { name: /^Answer to/ }).fill(`Answer number ${round}.`);
    sent.push(await respond(page, { press: "Enter", until: `${THREAD} [data-side=right]`, text: `number ${round}.` }));
  }
  const changed: number[] = [];
  for (let round = 0; round < TIMES; round += 1) {
    const start = performance.now();
    const note = `note ${round}`;
    const shown = page.getByText(note, { exact: true }).waitFor();
    await to.api("POST", `/conversations/${longId}/notes`, { text: note });
    await shown;
    changed.push(performance.now() - start);
  }
  console.error("switching …");
  const switched: number[] = [];
  for (let round = 0; round < TIMES; round += 1) {
    const target = round % 2 === 0 ? otherId : longId;
    switched.push(
      await respond(page, { click: `[data-row-link="${target}"]`, until: `${THREAD} [data-index]`, holds: target }),
    );
  }
  return [
    figuresOf("open the long thread (page load, signed in)", "ms", opened),
    figuresOf("scroll to its first message, pages fetched meanwhile", "ms a frame", loading),
    figuresOf("scroll back to the latest, all of it loaded, 1,500 px a frame", "ms a frame", forth),
    figuresOf("a letter typed → painted, all of it loaded", "ms", typed),
    figuresOf("Enter → the message is in the thread", "ms", sent),
    figuresOf("a colleague’s note → it is in the thread (server and live connection included)", "ms", changed),
    figuresOf("switch to and fro between the long thread and another", "ms", switched),
  ];
}
