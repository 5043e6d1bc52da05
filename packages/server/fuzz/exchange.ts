/** Sends generated requests to the server, fills in what they leave open, and judges and remembers the answers. */
import { createHmac } from "node:crypto";
import type { Findings } from "./findings.ts";
import { findFault } from "./judge-answer.ts";
import { createKnownIds } from "./known-ids.ts";
import type { FuzzRequest, HttpRequest, RawRequest, WebhookRequest } from "./requests.ts";
import { type Answer, createHttpSender, type SendableRequest, type SendResult } from "./send-http.ts";
import { sendRaw } from "./send-raw.ts";
import type { FuzzTarget } from "./target.ts";
import { createWebhookLedger, type WebhookLedger } from "./webhook-ledger.ts";

export interface Exchange extends Disposable {
  send(request: FuzzRequest, number: number): Promise<void>;
  checkHealth(number: number): Promise<void>;
  /** Calls the API as a user would. */
  api(method: string, path: string, body?: unknown): Promise<Answer>;
  postSigned(body: string): Promise<Answer>;
  readonly mainChannelId: string;
  readonly ledger: WebhookLedger;
  readonly statuses: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Larger than any limit: a server may hang up while it is still being written. */
const MAY_BE_CUT_OFF_BYTES = 256 * 1024;

export async function createExchange(target: FuzzTarget, findings: Findings, connections: number): Promise<Exchange> {
  const sender = createHttpSender(target.url, connections);
  const known = createKnownIds();
  const ledger = createWebhookLedger();
  const statuses = new Map<string, Map<string, number>>();

  function count(label: string, outcome: string): void {
    const counts = statuses.get(label) ?? new Map<string, number>();
    statuses.set(label, counts);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }

  function judge(request: FuzzRequest, sent: SendableRequest, result: SendResult, number: number): void {
    const describe = () => describeExchange(sent, result);
    count(request.label, result.kind === "answer" ? String(result.answer.status) : result.kind);
    if (result.kind === "refused") return;
    if (result.kind === "lost") {
      const mayBe = (sent.body?.length ?? 0) > MAY_BE_CUT_OFF_BYTES;
      if (!mayBe) findings.add(request.label, `no answer: ${result.reason}`, number, describe);
      return;
    }
    const fault = findFault(result.answer, sent.method !== "HEAD");
    if (fault) findings.add(request.label, fault, number, describe);
  }

  async function sendHttp(request: HttpRequest, number: number): Promise<void> {
    const sent: SendableRequest = {
      method: request.method,
      path: known.fill(request.path),
      headers: request.headers.map(([name, value]) => [name, known.fill(value)] as const),
      // Latin-1 keeps every byte; placeholders are ASCII.
      body: request.body && Buffer.from(known.fill(request.body.toString("latin1")), "latin1"),
    };
    const result = await sender.send(sent);
    judge(request, sent, result, number);
    if (result.kind !== "answer" || result.answer.status >= 300 || sent.method === "HEAD") return;
    const parsed = parse(result.answer);
    if (parsed === NOT_JSON)
      findings.add(request.label, "answered what is no JSON", number, () => describeExchange(sent, result));
    else known.learn(sent.path, parsed);
  }

  async function sendWebhook(request: WebhookRequest, number: number): Promise<void> {
    const isSigned = request.signature === "valid";
    const signature = isSigned ? sign(request.body) : request.signature;
    const headers =
      signature === undefined ? request.headers : [...request.headers, ["x-hub-signature-256", signature] as const];
    const sent: SendableRequest = { method: "POST", path: request.path, headers, body: request.body };
    const result = await sender.send(sent);
    judge(request, sent, result, number);
    const status = result.kind === "answer" ? result.answer.status : undefined;
    ledger.note(request.body, isSigned, status);
    if (isSigned && status !== undefined && status !== 200 && status !== 413 && status !== 503)
      findings.add(request.label, `a signed body got ${status}`, number, () => describeExchange(sent, result));
    if (!isSigned && status === 200)
      findings.add(request.label, "a body that nobody signed got 200", number, () => describeExchange(sent, result));
  }

  async function sendBytes(request: RawRequest, number: number): Promise<void> {
    const pieces = request.pieces.map((piece) => Buffer.from(known.fill(piece.toString("latin1")), "latin1"));
    const { answers, isClosed } = await sendRaw(target.url, pieces);
    const describe = () =>
      `${shorten(Buffer.concat(pieces))}\n→ ${answers.map((one) => `${one.status} ${one.body.slice(0, 300)}`).join("\n→ ")}`;
    if (!isClosed) findings.add(request.label, "the connection stayed open", number, describe);
    if (answers.length === 0) count(request.label, "closed");
    for (const answer of answers) {
      count(request.label, String(answer.status));
      const fault = findFault(answer, answer.body !== "");
      if (fault) findings.add(request.label, fault, number, describe);
    }
  }

  const sign = (body: Buffer | string) =>
    `sha256=${createHmac("sha256", target.emulator.preset.appSecret).update(body).digest("hex")}`;

  async function call(request: SendableRequest): Promise<Answer> {
    const result = await sender.send(request);
    if (result.kind !== "answer") throw new Error(`${request.method} ${request.path} got no answer (${result.kind})`);
    return result.answer;
  }

  const api: Exchange["api"] = (method, path, body) =>
    call({
      method,
      path: `/api/v1${path}`,
      headers: [
        ["authorization", `Bearer ${target.key}`],
        ...(body === undefined ? [] : [["content-type", "application/json"] as const]),
      ],
      body: body === undefined ? undefined : Buffer.from(JSON.stringify(body)),
    });

  known.protect("own-key", target.key);
  known.protect("emulator", target.emulator.url);
  known.protect("server", target.url);
  for (const key of itemsOf(await api("GET", "/api-keys"))) known.protect("api-keys", key.id);
  const [channel] = itemsOf(await api("GET", "/channels"));
  if (!channel) throw new Error("the server has no channel");
  known.protect("channels", channel.id);
  // As fast as can be: what piles up would be sent before the last greeting gets its answer.
  await api("PATCH", `/channels/${channel.id}`, { config: { messagesPerSecond: 1_000 } });

  return {
    async send(request, number) {
      if (request.kind === "http") return sendHttp(request, number);
      return request.kind === "webhook" ? sendWebhook(request, number) : sendBytes(request, number);
    },
    async checkHealth(number) {
      const result = await sender.send({ method: "GET", path: "/health", headers: [], body: undefined });
      const seen = result.kind === "answer" ? result.answer.status : result.kind;
      if (seen !== 200) findings.add("GET /health", `answered ${seen}`, number);
    },
    api,
    postSigned: (body) =>
      call({
        method: "POST",
        path: "/webhook",
        headers: [["x-hub-signature-256", sign(body)]],
        body: Buffer.from(body),
      }),
    mainChannelId: channel.id,
    ledger,
    statuses,
    [Symbol.dispose]: () => sender[Symbol.dispose](),
  };
}

function itemsOf(answer: Answer): Array<{ id: string }> {
  return (JSON.parse(answer.body) as { items: Array<{ id: string }> }).items;
}

const NOT_JSON = Symbol("not JSON");

/** undefined: not meant to be JSON. */
function parse({ contentType, body }: Answer): unknown {
  if (!contentType.startsWith("application/json")) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return NOT_JSON;
  }
}

function describeExchange(sent: SendableRequest, result: SendResult): string {
  const headers = sent.headers
    .filter(([name]) => name !== "authorization")
    .map(([name, value]) => `${name}: ${JSON.stringify(value.slice(0, 200))}`);
  const answer = result.kind === "answer" ? `${result.answer.status} ${result.answer.body.slice(0, 500)}` : result.kind;
  return [
    `${sent.method} ${sent.path.slice(0, 500)}`,
    ...headers,
    sent.body === undefined ? "no body" : shorten(sent.body),
    `→ ${answer}`,
  ].join("\n");
}

function shorten(bytes: Buffer): string {
  const shown = JSON.stringify(bytes.subarray(0, 1_500).toString("latin1"));
  return bytes.length > 1_500 ? `${shown} … (${bytes.length} bytes)` : shown;
}
