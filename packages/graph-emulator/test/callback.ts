import { type GraphEmulator, type GraphEmulatorOptions, startGraphEmulator } from "../src/index.ts";
import type { Json } from "./graph-client.ts";
import { type ReceivedWebhook, startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

/** An emulator with a callback that listens; time stands still unless the test says otherwise. */
export interface Stage extends AsyncDisposable {
  readonly emulator: GraphEmulator;
  readonly receiver: WebhookReceiver;
  /** Every `changes[]` member received so far, of one field if named. */
  changes(field?: string): Json[];
}

export async function startStage(options: GraphEmulatorOptions = {}): Promise<Stage> {
  const receiver = await startWebhookReceiver();
  const emulator = await startGraphEmulator({
    clock: "virtual",
    ...options,
    // One at a time, so that webhooks arrive in the order they were sent; Meta promises no order.
    webhooks: { concurrency: 1, ...options.webhooks },
    preset: { callbackUrl: receiver.url, ...options.preset },
  });
  return {
    emulator,
    receiver,
    changes: (field) =>
      receiver.received.flatMap(changesOf).filter((change) => field === undefined || change.field === field),
    async [Symbol.asyncDispose]() {
      await emulator.close();
      await receiver[Symbol.asyncDispose]();
    },
  };
}

function changesOf(webhook: ReceivedWebhook): Json[] {
  return JSON.parse(webhook.text).entry.flatMap((entry: Json) => entry.changes);
}

/** The statuses among changes, as `[status, code?]`. */
export function statusesIn(changes: Json[]): Json[] {
  return changes.flatMap((change) => change.value.statuses ?? []);
}
