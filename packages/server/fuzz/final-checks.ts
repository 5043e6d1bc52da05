/** What must still hold after everything was thrown at the server. */
import { waitUntil } from "../test/wait-until.ts";
import type { Exchange } from "./exchange.ts";
import type { Findings } from "./findings.ts";
import type { FuzzTarget } from "./target.ts";

/** On a busy machine it takes its time; but it goes on. */
const QUEUE_STANDSTILL_MS = 60_000;
const ANSWER_LIMIT_MS = 120_000;
const AFTERWARDS = "afterwards";

export async function checkAfterwards(target: FuzzTarget, exchange: Exchange, findings: Findings): Promise<void> {
  const add = (what: string) => findings.add(AFTERWARDS, what, 0);
  await exchange.checkHealth(0);
  const waiting = await emptyQueue(target);
  if (waiting > 0) add(`${waiting} inbound events are still waiting`);
  for (const sentence of await exchange.ledger.compare(target.database)) add(sentence);
  const silence = await greet(target, exchange);
  if (silence) add(silence);
  for (const line of errorLines(target.log())) {
    findings.add("the log", kindOfLine(line), 0, () => JSON.stringify(line).slice(0, 3_000));
  }
}

async function emptyQueue({ database }: FuzzTarget): Promise<number> {
  const count = async () => {
    const { rows } = await database.pool.query<{ count: number }>("select count(*)::int as count from inbound_queue");
    return rows[0]?.count ?? 0;
  };
  for (let left = await count(); ; ) {
    const before = left;
    left = await waitUntil(count, (now) => now < before || now === 0, QUEUE_STANDSTILL_MS).catch(count);
    if (left === 0 || left >= before) return left;
  }
}

/** Somebody new says hello, under a rule of ours alone. Answers with what went wrong. */
async function greet({ emulator }: FuzzTarget, exchange: Exchange): Promise<string | undefined> {
  // Fuzzed requests may have stopped the channel or made rules that answer first: both are what they asked for.
  await exchange.api("POST", `/channels/${exchange.mainChannelId}/resume`);
  await deleteRules(exchange);
  const rule = await exchange.api("POST", "/rules", {
    name: "Greeting",
    match: { kind: "equals", values: ["hello"] },
    reply: { type: "text", text: "Hello again" },
  });
  if (rule.status !== 201) return `the rule for the greeting was refused: ${rule.body.slice(0, 500)}`;
  const phone = `3469${String(Date.now()).slice(-7)}`;
  const message = {
    from: phone,
    id: `wamid.GREETING${phone}`,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: "text",
    text: { body: "hello" },
  };
  const value = {
    messaging_product: "whatsapp",
    metadata: { phone_number_id: emulator.preset.phoneNumberId },
    messages: [message],
  };
  const body = JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [{ field: "messages", value }] }],
  });
  const { status } = await exchange.postSigned(body);
  if (status !== 200) return `the greeting got ${status}`;
  const isAnswered = () => emulator.sentMessages.some((sent) => sent.to.replace("+", "") === phone);
  return waitUntil(isAnswered, (answered) => answered, ANSWER_LIMIT_MS).then(
    () => undefined,
    () => `a greeting had no answer within ${ANSWER_LIMIT_MS} ms`,
  );
}

async function deleteRules(exchange: Exchange): Promise<void> {
  const { items } = JSON.parse((await exchange.api("GET", "/rules")).body) as { items: Array<{ id: string }> };
  for (const { id } of items) await exchange.api("DELETE", `/rules/${id}`);
}

/** Its reason is in the log alone. */
const DATABASE_TROUBLE = "the database did not serve a request";

interface LogLine {
  readonly level?: string;
  readonly msg?: string;
  readonly err?: { readonly message?: string };
}

/** Without what differs from one time to the next. */
function kindOfLine({ msg = "a line without words", err }: LogLine): string {
  const whole = err?.message === undefined ? msg : `${msg}: ${err.message}`;
  return (whole.split("\n")[0] ?? "").replaceAll(/[\d.]+(ms)?/g, "…").slice(0, 200);
}

/** What the terminal is told at the start. */
const GREETING = /^(Chasqui is ready|Nobody is signed up yet| {2}https?:\/\/\S+\/setup#token=)/;

/** What isn't JSON was not logged but thrown, except for the greeting. */
function errorLines(log: string): LogLine[] {
  return log
    .split("\n")
    .filter((line) => line.trim() !== "" && !GREETING.test(line))
    .map((line): LogLine => {
      try {
        return JSON.parse(line) as LogLine;
      } catch {
        return { level: "error", msg: `not a log line: ${line.slice(0, 300)}` };
      }
    })
    .filter(({ level, msg }) => level === "error" || level === "fatal" || msg === DATABASE_TROUBLE);
}
