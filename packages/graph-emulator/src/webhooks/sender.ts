import { createRing } from "../core/ring.ts";
import type { JsonObject } from "../http/body.ts";
import type { App } from "../world/entities.ts";
import type { World } from "../world/world.ts";
import { MESSAGE_LIKE_FIELDS, type WebhookChange } from "./change.ts";
import { type Delivery, nextAttemptAt } from "./delivery.ts";
import { buildBodies, type EnvelopeUpdate } from "./envelope.ts";
import { createPoster, type Poster } from "./post.ts";
import { signature1, signature256 } from "./signature.ts";

/**
 * Sends webhooks: queue → at most `concurrency` POSTs under way → delivered, or waiting for its next attempt.
 * An update first rests in a batch when batching is on.
 */
export interface WebhookSender {
  publish(change: WebhookChange): void;
  /** POSTs any text with a valid signature of the app to its callback. @throws Error without a callback */
  publishRaw(app: App, body: string): Delivery;
  /** Sends a past delivery once more, with the same bytes. */
  replay(delivery: Delivery): void;
  /** Tries everything that waits for a retry now. */
  flush(): void;
  /** Newest `keep.deliveries`, oldest first. */
  deliveries(): Delivery[];
  /** POSTs queued, under way, held back or in an open batch; those waiting for a retry are not counted. */
  readonly unsent: number;
  /** POSTs queued or under way. */
  readonly onTheWire: number;
  /** Resolves when no POST is queued or under way; batches and delays, which the clock ends, are not waited for. */
  whenQuiet(): Promise<void>;
  onDelivery(listener: (delivery: Delivery) => void): () => void;
  /** Forgets everything not yet sent, and the log. The clock's tasks must be cleared with it. */
  clear(): void;
  close(): Promise<void>;
}

interface Batch {
  readonly app: App;
  readonly url: string;
  updates: EnvelopeUpdate[];
}

/** An undocumented member for receivers that must tolerate one. */
const UNKNOWN_FIELD = { emulator_unknown_field: { since: "v99.0", items: [1, "two", null] } };

export function createWebhookSender(world: World, keepDeliveries: number): WebhookSender {
  const { clock, random, settings } = world;
  const log = createRing<Delivery>(keepDeliveries);
  const waiting = new Map<Delivery, () => void>();
  const batches = new Map<string, Batch>();
  const listeners = new Set<(delivery: Delivery) => void>();
  let queue: Delivery[] = [];
  let queueHead = 0;
  let sending = 0;
  let delayed = 0;
  let count = 0;
  let idleWaiters: (() => void)[] = [];
  let poster: Poster | undefined;
  let closed = false;

  const onTheWire = () => queue.length - queueHead + sending;

  function enqueue(delivery: Delivery): void {
    delivery.state = "queued";
    queue.push(delivery);
    if (settings.webhooks.reorder) {
      queue = random.shuffle(queue.slice(queueHead));
      queueHead = 0;
    }
    pump();
  }

  function pump(): void {
    while (!closed && sending < settings.webhooks.concurrency) {
      const next = queue[queueHead];
      if (next === undefined) break;
      queueHead += 1;
      if (queueHead > 1024 && queueHead * 2 > queue.length) {
        queue = queue.slice(queueHead);
        queueHead = 0;
      }
      void attempt(next);
    }
    if (onTheWire() === 0) {
      const resolved = idleWaiters;
      idleWaiters = [];
      for (const resolve of resolved) resolve();
    }
  }

  async function attempt(delivery: Delivery): Promise<void> {
    sending += 1;
    delivery.state = "sending";
    poster ??= createPoster({
      connections: settings.webhooks.concurrency,
      timeoutMs: settings.webhooks.timeoutMs,
    });
    const at = clock.now();
    const body = settings.webhooks.truncate
      ? delivery.body.slice(0, Math.floor(delivery.body.length / 2))
      : delivery.body;
    const result = await poster.post(delivery.url, body, delivery.signature, delivery.legacySignature);
    sending -= 1;
    delivery.attempts.push({ at, ...result });
    if ("status" in result && result.status === 200) delivery.state = "delivered";
    else retryLater(delivery);
    for (const listener of listeners) listener(delivery);
    pump();
  }

  function retryLater(delivery: Delivery): void {
    const at = nextAttemptAt(delivery, clock.now(), settings.webhooks.retryScale);
    if (at === undefined || closed) {
      delivery.state = "dropped";
      return;
    }
    delivery.state = "waiting";
    const cancel = clock.schedule(at, () => {
      waiting.delete(delivery);
      enqueue(delivery);
    });
    waiting.set(delivery, cancel);
  }

  function submit(app: App, url: string, fields: readonly string[], body: string): Delivery {
    count += 1;
    const secret = settings.webhooks.corruptSignature ? `${app.secret}-corrupted` : app.secret;
    const delivery: Delivery = {
      id: `wh_${count}`,
      appId: app.id,
      url,
      fields,
      body,
      signature: signature256(body, secret),
      legacySignature: signature1(body, secret),
      createdAt: clock.now(),
      attempts: [],
      state: "queued",
    };
    log.add(delivery);
    if (random.chance(settings.webhooks.dropRate)) {
      delivery.state = "dropped";
      return delivery;
    }
    const times = random.chance(settings.webhooks.duplicateRate) ? 2 : 1;
    for (let sent = 0; sent < times; sent += 1) enqueueAfterDelay(sent === 0 ? delivery : copyOf(delivery));
    return delivery;
  }

  /** The same bytes once more, as a delivery of its own. */
  function copyOf(delivery: Delivery): Delivery {
    count += 1;
    const copy: Delivery = { ...delivery, id: `wh_${count}`, createdAt: clock.now(), attempts: [], state: "queued" };
    log.add(copy);
    return copy;
  }

  function enqueueAfterDelay(delivery: Delivery): void {
    if (settings.webhooks.delayMs <= 0) {
      enqueue(delivery);
      return;
    }
    delayed += 1;
    clock.schedule(clock.now() + settings.webhooks.delayMs, () => {
      delayed -= 1;
      enqueue(delivery);
    });
  }

  function addToBatch(app: App, url: string, update: EnvelopeUpdate): void {
    const batchMode = settings.webhooks.batch;
    if (batchMode === undefined) {
      for (const body of buildBodies([update])) submit(app, url, [update.field], body);
      return;
    }
    const key = `${app.id}|${url}`;
    let batch = batches.get(key);
    if (batch === undefined) {
      batch = { app, url, updates: [] };
      batches.set(key, batch);
      const opened = batch;
      clock.schedule(clock.now() + batchMode.windowMs, () => closeBatch(key, opened));
    }
    batch.updates.push(update);
    if (batch.updates.length >= Math.min(1000, batchMode.maxUpdates)) closeBatch(key, batch);
  }

  function closeBatch(key: string, batch: Batch): void {
    if (batches.get(key) !== batch) return;
    batches.delete(key);
    const fields = [...new Set(batch.updates.map((update) => update.field))];
    for (const body of buildBodies(batch.updates)) submit(batch.app, batch.url, fields, body);
    pump();
  }

  return {
    publish(change) {
      for (const [appId, wabaOverride] of change.waba.subscribers) {
        const app = world.apps.get(appId);
        if (app === undefined) continue;
        const override = MESSAGE_LIKE_FIELDS.has(change.field) ? (change.phone?.override ?? wabaOverride) : undefined;
        const url = override?.callbackUrl ?? app.subscription?.callbackUrl;
        const version = app.subscription === undefined ? "v25.0" : app.subscription.fields.get(change.field);
        if (url === undefined || url === "" || version === undefined) continue;
        const value = change.value(majorVersion(version));
        addToBatch(app, url, {
          entryId: change.entryId ?? change.waba.id,
          time: change.field === "messages" ? undefined : clock.nowSeconds(),
          field: change.field,
          value: settings.webhooks.extraUnknownField ? withUnknownField(value) : value,
        });
      }
    },
    publishRaw(app, body) {
      const url = app.subscription?.callbackUrl;
      if (url === undefined) throw new Error(`App ${app.id} has no callback URL: register one first`);
      return submit(app, url, ["raw"], body);
    },
    replay(delivery) {
      enqueue(copyOf(delivery));
    },
    flush() {
      for (const [delivery, cancel] of waiting) {
        cancel();
        waiting.delete(delivery);
        enqueue(delivery);
      }
    },
    deliveries: () => log.toArray(),
    get unsent() {
      return onTheWire() + batches.size + delayed;
    },
    get onTheWire() {
      return onTheWire();
    },
    whenQuiet() {
      if (onTheWire() === 0) return Promise.resolve();
      return new Promise((resolve) => idleWaiters.push(resolve));
    },
    onDelivery(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear() {
      queue = [];
      queueHead = 0;
      delayed = 0;
      waiting.clear();
      batches.clear();
      log.clear();
    },
    async close() {
      closed = true;
      for (const resolve of idleWaiters) resolve();
      await poster?.close();
    },
  };
}

function majorVersion(version: string): number {
  return Number(/\d+/.exec(version)?.[0] ?? 25);
}

function withUnknownField(value: JsonObject): JsonObject {
  return { ...value, ...UNKNOWN_FIELD };
}
