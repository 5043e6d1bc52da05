/** The two accounts that are compared with the ledger: what the emulator accepted and posted, and what the server's database says. */
import type { GraphEmulator, SentMessage } from "@chasqui/graph-emulator";
import type { Ledger } from "./ledger.ts";
import type { DatabaseRecord } from "./observer.ts";

export interface Evidence {
  readonly ledger: Ledger;
  readonly database: DatabaseRecord;
  /** In the order in which the emulator accepted them. */
  readonly accepted: readonly SentMessage[];
  /** Messages of contacts, by wamid, whose webhook was answered 200, and how often. */
  readonly answeredMessages: ReadonlyMap<string, number>;
  /** Statuses whose webhook was answered 200. */
  readonly answeredStatuses: ReadonlyArray<{ readonly wamid: string; readonly status: string }>;
  /** Webhooks that were never answered 200. */
  readonly unansweredWebhooks: number;
  /** Sends that the emulator cut off or answered with a 5xx, by our message id. */
  readonly faultedSends: ReadonlyMap<string, readonly number[]>;
}

interface WebhookBody {
  entry?: Array<{
    changes?: Array<{ value?: { messages?: Array<{ id: string }>; statuses?: Array<{ id: string; status: string }> } }>;
  }>;
}

export function gatherEvidence(emulator: GraphEmulator, ledger: Ledger, database: DatabaseRecord): Evidence {
  const answeredMessages = new Map<string, number>();
  const answeredStatuses: Array<{ wamid: string; status: string }> = [];
  let unansweredWebhooks = 0;
  for (const delivery of emulator.deliveries) {
    const times = delivery.attempts.filter((attempt) => attempt.status === 200).length;
    if (times === 0) {
      unansweredWebhooks += 1;
      continue;
    }
    const body = JSON.parse(delivery.body) as WebhookBody;
    for (const { value } of (body.entry ?? []).flatMap((entry) => entry.changes ?? [])) {
      for (const { id } of value?.messages ?? []) answeredMessages.set(id, (answeredMessages.get(id) ?? 0) + times);
      for (const { id, status } of value?.statuses ?? []) answeredStatuses.push({ wamid: id, status });
    }
  }
  return {
    ledger,
    database,
    accepted: emulator.sentMessages,
    answeredMessages,
    answeredStatuses,
    unansweredWebhooks,
    faultedSends: findFaultedSends(emulator),
  };
}

function findFaultedSends(emulator: GraphEmulator): Map<string, number[]> {
  const faulted = new Map<string, number[]>();
  for (const { status, body, at } of emulator.requests) {
    if ((status !== 0 && status < 500) || body === undefined) continue;
    const id = (JSON.parse(body) as { biz_opaque_callback_data?: string }).biz_opaque_callback_data;
    if (id !== undefined) faulted.set(id, [...(faulted.get(id) ?? []), at]);
  }
  return faulted;
}
