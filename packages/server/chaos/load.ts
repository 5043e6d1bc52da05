/** The work that goes on while things break: clients that send by the API, contacts who write. */
import { setTimeout as pause } from "node:timers/promises";
import type { GraphEmulator } from "@chasqui/graph-emulator";
import { type ApiSend, count, type Ledger } from "./ledger.ts";
import type { NodeProcess } from "./node-process.ts";
import type { Random } from "./random.ts";

export interface Load {
  /** Ends new work; resolves when every client has its answer or has given up. */
  stop(): Promise<void>;
  /** One message by the API, to a contact of its own. */
  sendOne(): Promise<void>;
}

interface LoadDeps {
  readonly emulator: GraphEmulator;
  readonly nodes: readonly NodeProcess[];
  readonly apiKeys: readonly string[];
  readonly ledger: Ledger;
  readonly random: Random;
}

const SCENARIO_EVERY_MS = 160;
const CONTACT_WRITES_EVERY_MS = 300;
const REQUEST_TIMEOUT_MS = 3_000;
const CLIENT_PATIENCE_MS = 60_000;
const CLIENT_PAUSE_MS = 250;
/** While no node answers, clients wait; more of them prove nothing more. */
const CLIENTS_AT_ONCE = 40;

export function startLoad({ emulator, nodes, apiKeys, ledger, random }: LoadDeps): Load {
  const clients = new Set<Promise<void>>();
  let contacts = 0;
  let stopped = false;

  const newContact = () => `+346${String(++contacts).padStart(8, "0")}`;

  function plan(to: string, more: { keyed: boolean; sendAt?: Date; burst?: ApiSend["burst"] }): ApiSend {
    const number = ledger.sends.length + 1;
    const send: ApiSend = {
      number,
      to,
      text: `message ${number}`,
      idempotencyKey: more.keyed ? `chaos-${number}` : undefined,
      sendAt: more.sendAt,
      burst: more.burst,
      requests: 0,
      acceptedIds: [],
    };
    ledger.sends.push(send);
    return send;
  }

  /** Without a key one request, whatever comes of it; with one as many as it takes, on any node, as a careful client does. */
  async function request(send: ApiSend): Promise<void> {
    const deadline = Date.now() + CLIENT_PATIENCE_MS;
    for (;;) {
      send.requests += 1;
      const { status, id, text } = await post(send);
      count(ledger.answers, status);
      if (status === 202 && id !== undefined) {
        send.acceptedIds.push(id);
        // Now and then a client asks again although it has its answer.
        if (send.idempotencyKey === undefined || send.acceptedIds.length > 1 || random.next() > 0.05) return;
      } else if (status !== 0 && status < 500 && status !== 429) {
        ledger.unexpectedAnswers.push(`POST message ${send.number}: ${status} ${text}`);
        return;
      }
      const wasRefused = status === 429;
      if ((send.idempotencyKey === undefined && !wasRefused) || Date.now() > deadline) return;
      await pause(CLIENT_PAUSE_MS);
    }
  }

  async function post(send: ApiSend): Promise<{ status: number; id: string | undefined; text: string }> {
    try {
      const answer = await fetch(`${random.pick(nodes).url}/api/v1/messages`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${random.pick(apiKeys)}`,
          "content-type": "application/json",
          ...(send.idempotencyKey && { "idempotency-key": send.idempotencyKey }),
        },
        body: JSON.stringify({ to: send.to, text: send.text, sendAt: send.sendAt }),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      const text = await answer.text();
      const body = text.startsWith("{") ? (JSON.parse(text) as { id?: unknown }) : {};
      return { status: answer.status, id: typeof body.id === "string" ? body.id : undefined, text };
    } catch {
      return { status: 0, id: undefined, text: "" };
    }
  }

  async function scenario(): Promise<void> {
    const to = newContact();
    switch (random.weighted({ keyed: 40, plain: 20, burst: 25, scheduled: 15 })) {
      case "keyed":
        return request(plan(to, { keyed: true }));
      case "plain":
        return request(plan(to, { keyed: false }));
      case "scheduled": {
        const sendAt = new Date(Date.now() + random.between(1_000, 8_000));
        return request(plan(to, { keyed: random.next() < 0.7, sendAt }));
      }
      case "burst": {
        const id = ledger.sends.length;
        const length = random.between(2, 5);
        for (let index = 0; index < length; index++)
          await request(plan(to, { keyed: random.next() < 0.8, burst: { id, index } }));
      }
    }
  }

  function contactWrites(): void {
    const from = newContact();
    const times = random.weighted({ 1: 6, 2: 3, 3: 1 });
    for (let index = 0; index < Number(times); index++) {
      const words = `word ${ledger.contactMessages.length + 1}`;
      const wamid = emulator.receive({ from, text: `echo ${words}` });
      ledger.contactMessages.push({ wamid, from, expectedReply: `You said: ${words}` });
    }
  }

  function begin(): void {
    const client = scenario().finally(() => clients.delete(client));
    clients.add(client);
  }

  async function repeat(work: () => void, everyMs: number): Promise<void> {
    while (!stopped) {
      work();
      await pause(everyMs * (0.5 + random.next()));
    }
  }

  const running = Promise.all([
    repeat(() => void (clients.size < CLIENTS_AT_ONCE && begin()), SCENARIO_EVERY_MS),
    repeat(contactWrites, CONTACT_WRITES_EVERY_MS),
  ]);
  return {
    async stop() {
      stopped = true;
      await running;
      await Promise.all(clients);
    },
    sendOne: () => request(plan(newContact(), { keyed: true })),
  };
}
