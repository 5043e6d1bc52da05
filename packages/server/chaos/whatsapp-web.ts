/** `npm run chaos:whatsapp-web`: messages both ways over a WhatsApp Web session while the server is killed again and again. Proves that none is
 *  lost, none shown twice, nothing left unreadable, and that nobody has to scan again. */
import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startWhatsappWebEmulator } from "@chasqui/whatsapp-web-emulator";
import { waitUntil } from "../test/wait-until.ts";
import { createNodeProcess, type LogLine } from "./node-process.ts";
import { findOwnPort } from "./own-port.ts";
import { makeApiKeys, startOwnPostgres } from "./own-postgres.ts";
import { createRandom, type Random } from "./random.ts";

const tell = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "50" },
    messages: { type: "string", default: "1000" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000)) },
  },
});
const [kills = 0, messages = 0, seed = 0] = [values.kills, values.messages, values.seed].map(Number);
if (![kills, messages, seed].every((one) => Number.isInteger(one) && one >= 0)) {
  complain("--kills, --messages and --seed are whole numbers");
  process.exit(64);
}

const SHOP = "51900000001";
const CONTACTS = 20;
const READY_WITHIN_MS = 60_000;
const SETTLED_WITHIN_MS = 300_000;
/** How long the server lives between kills. */
const LIFE_MS = [300, 4_000] as const;
const FAST = { gapSecondsFrom: 0, gapSecondsTo: 0, showsTyping: false };

// The phones played here are in this process, and their Signal code prints session keys.
for (const method of ["info", "warn", "error", "log"] as const) console[method] = () => undefined;

/** The server understood and said no: a mistake of this program. */
class Refused extends Error {}

const random = createRandom(seed);
complain(`seed ${seed}: ${messages} messages each way, ${kills} kills`);
const failures = await run();
process.exit(failures === 0 ? 0 : 1);

async function run(): Promise<number> {
  await using undo = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), "chasqui-chaos-"));
  undo.defer(() => rmSync(folder, { recursive: true, force: true }));
  const logFile = join(mkdtempSync(join(tmpdir(), "chasqui-chaos-log-")), "node.log");
  const emulator = undo.use(await startWhatsappWebEmulator());
  const postgres = undo.use(await startOwnPostgres(join(folder, "postgres")));
  const nodeDir = join(folder, "node");
  mkdirSync(nodeDir);
  const caFile = join(folder, "ca.pem");
  writeFileSync(caFile, emulator.mediaCa);
  const [key = ""] = await makeApiKeys(postgres.connection, 1);

  const unreadable: string[] = [];
  let starts = 0;
  const node = createNodeProcess({
    name: "A",
    port: await findOwnPort(),
    env: {
      CHASQUI_DATA_DIR: nodeDir,
      DATABASE_URL: postgres.connectionString,
      WHATSAPP_WEB_URL: emulator.url,
      WHATSAPP_WEB_ROOT_KEY: emulator.rootKey.toString("hex"),
      WHATSAPP_WEB_CA_FILE: caFile,
      CHASQUI_REQUESTS_PER_MINUTE: "1000000",
      LOG_LEVEL: "debug",
    },
    sabotage: "none",
    logFile,
    onLine({ msg }: LogLine) {
      if (msg === "failed to decrypt message") unreadable.push(msg);
      if (msg === "ready") starts += 1;
    },
    onEnded: () => undefined,
  });
  undo.defer(async () => void (await node.stop()));
  process.on("exit", () => node.kill());
  node.start();
  await waitUntil(
    () => node.state,
    (state) => state === "ready",
    READY_WITHIN_MS,
  );

  const call = createCaller(node.url, key);
  const channel = await call("POST", "/channels", { kind: "linked-device", name: "Shop", config: FAST });
  const channelId = channel?.id as string;
  // Nobody is banned here: a day's limits would hold the messages back.
  await call("PUT", `/channels/${channelId}/limits`, { isOn: false });
  const shop = emulator.createPhone({ number: SHOP, name: "Shop" });
  await call("POST", `/channels/${channelId}/pairing`);
  const { offer } = await waitUntil(
    async () => (await call("GET", `/channels/${channelId}/pairing`)) ?? {},
    (body) => Boolean(body.offer),
    READY_WITHIN_MS,
  );
  await shop.scan(offer.text);
  await waitUntil(
    async () => (await call("GET", `/channels/${channelId}/session`))?.state,
    (state) => state === "connected",
    READY_WITHIN_MS,
  );

  const contacts = Array.from({ length: CONTACTS }, (_, index) =>
    emulator.createContact({ number: `519000001${String(index).padStart(2, "0")}`, name: `Customer ${index}` }),
  );
  const load = random.fork("load");
  const startedAt = Date.now();
  let isKilling = true;
  const killing = killAgainAndAgain(node, random.fork("kills")).finally(() => {
    isKilling = false;
  });
  const paceMs = (kills * (LIFE_MS[0] + LIFE_MS[1])) / 2 / Math.max(1, messages);
  const accepted = new Map<string, string>();
  async function send(index: number): Promise<void> {
    const contact = load.pick(contacts);
    const text = `out ${index}`;
    const idempotencyKey = randomUUID();
    for (;;) {
      const body = { to: `+${contact.number}`, text, channelId };
      const answer = await call("POST", "/messages", body, { "idempotency-key": idempotencyKey });
      if (answer) return void accepted.set(text, answer.id);
      await pause(50);
    }
  }
  const writing: Array<Promise<unknown>> = [];
  for (let index = 0; index < messages; index++) {
    writing.push(send(index));
    const author = load.pick(contacts);
    const addressing = load.next() < 0.5 ? "lid" : "pn";
    writing.push(author.writes(`in ${index}`, { to: shop, addressing }));
    await pause(paceMs * 2 * load.next());
  }
  await killing;
  await Promise.all(writing);
  const disturbedMs = Date.now() - startedAt;

  const arrived = () =>
    new Map(contacts.flatMap((contact) => contact.received.map((one) => [one.text ?? "", one] as const)));
  await waitUntil(
    async () => [arrived().size, (await readInbound(call, channelId)).size],
    ([out = 0, inbound = 0]) => out >= messages && inbound >= messages,
    SETTLED_WITHIN_MS,
  ).catch(() => undefined);
  const inbound = await readInbound(call, channelId);
  const out = arrived();
  const shown = contacts.flatMap((contact) => contact.received.map((one) => `${contact.number} ${one.text}`));
  const results = {
    "lost on the way out": [...accepted.keys()].filter((text) => !out.has(text)).length,
    "lost on the way in": Array.from({ length: messages }, (_, index) => `in ${index}`).filter(
      (text) => !inbound.has(text),
    ).length,
    "shown twice to a contact": shown.length - new Set(shown).size,
    "stored twice": [...inbound.values()].filter((times) => times > 1).length,
    "unreadable for a contact": contacts.reduce((sum, contact) => sum + contact.decryptionFailures.length, 0),
    "unreadable for the server": unreadable.length,
    "paired again": shop.devices.length - 1,
  };
  tell(
    `${kills} kills in ${Math.round(disturbedMs / 1000)} s, ${starts} starts, ${shop.devices[0]?.logins} logins, still killing: ${isKilling}`,
  );
  tell(`${accepted.size} messages out, ${inbound.size} in`);
  for (const [what, count] of Object.entries(results)) tell(`${count} ${what}`);
  for (const { number, decryptionFailures } of contacts)
    for (const { id, reason, at } of decryptionFailures)
      tell(`  ${number} could not read ${id} at ${new Date(at).toISOString()}: ${reason}`);
  const repeats = contacts.reduce((sum, contact) => sum + contact.repeats, 0);
  tell(
    `${repeats} repeats arrived under an id that was there already (dropped by the recipient; not verified against WhatsApp)`,
  );
  const sum = Object.values(results).reduce((total, count) => total + count, 0);
  tell(`${sum === 0 ? "passed" : "FAILED"}; log in ${logFile}`);
  return sum;
}

async function killAgainAndAgain(node: ReturnType<typeof createNodeProcess>, moments: Random): Promise<void> {
  for (let count = 0; count < kills; ) {
    await pause(moments.between(...LIFE_MS));
    if (node.kill()) count += 1;
    await waitUntil(
      () => node.state,
      (state) => state === "ready",
      READY_WITHIN_MS,
    );
  }
}

// biome-ignore lint/suspicious/noExplicitAny: reads whatever the API answers
type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<any>;

/** Undefined: no answer, or one that asks for patience. */
function createCaller(url: string, key: string): Call {
  return async (method, path, body, headers = {}) => {
    try {
      const answer = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(10_000),
      });
      if (answer.status >= 400 && answer.status < 500) throw new Refused(`${answer.status} ${await answer.text()}`);
      return answer.ok ? await answer.json() : undefined;
    } catch (error) {
      if (error instanceof Refused) throw error;
      return undefined;
    }
  };
}

/** Texts of contacts, and how often each is stored. */
async function readInbound(call: Call, channelId: string): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  let cursor = "";
  for (;;) {
    const page = await call("GET", `/messages?direction=inbound&channelId=${channelId}&limit=100${cursor}`);
    if (!page) {
      await pause(200);
      continue;
    }
    for (const { content, direction } of page.items) {
      if (direction === "inbound") times.set(content.text, (times.get(content.text) ?? 0) + 1);
    }
    if (page.nextCursor === null) return times;
    cursor = `&cursor=${page.nextCursor}`;
  }
}
