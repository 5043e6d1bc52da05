import type { Emulation } from "../emulation.ts";
import { storeMedia } from "../media/media-store.ts";
import type { Delivery } from "../webhooks/delivery.ts";
import { ControlRefusal, getApp, getPhone } from "./find.ts";

export interface EmulatorState {
  readonly now: string;
  readonly settings: object;
  readonly apps: readonly object[];
  readonly wabas: readonly object[];
  readonly phones: readonly object[];
  readonly users: number;
  readonly templates: readonly object[];
  readonly media: readonly object[];
  readonly messages: { readonly accepted: number; readonly received: number };
  readonly webhooks: { readonly unsent: number; readonly pendingStatuses: number };
  readonly faults: readonly object[];
}

/** Looking inside, and handling webhooks and files by hand. */
export interface ToolControls {
  readonly state: EmulatorState;
  /** Posts a body of any kind with a valid signature. @returns the delivery's id */
  postWebhook(body: string, appId?: string): string;
  /** Sends a delivery once more, the same bytes. */
  replayWebhook(deliveryId: string): void;
  /** Tries all webhooks that wait for a retry now. */
  flushWebhooks(): void;
  onWebhook(listener: (delivery: Delivery) => void): () => void;
  /** Stores a file as if it had been uploaded. @returns the media id */
  addMedia(content: { bytes: Uint8Array; mimeType: string; phoneNumberId?: string; filename?: string }): string;
  /** The id stops working now. */
  expireMedia(mediaId: string): void;
}

export function createToolControls(emulation: Emulation): ToolControls {
  const { world, webhooks } = emulation;

  return {
    get state() {
      return viewState(emulation);
    },
    postWebhook: (body, appId) => webhooks.publishRaw(getApp(world, appId), body).id,
    replayWebhook(deliveryId) {
      const delivery = webhooks.deliveries().find((known) => known.id === deliveryId);
      if (delivery === undefined) throw new ControlRefusal(`There is no webhook delivery "${deliveryId}"`, 404);
      webhooks.replay(delivery);
    },
    flushWebhooks: () => webhooks.flush(),
    onWebhook: (listener) => webhooks.onDelivery(listener),
    addMedia: ({ phoneNumberId, ...content }) =>
      storeMedia(world, getPhone(world, phoneNumberId), content, "upload").id,
    expireMedia(mediaId) {
      const file = world.media.get(mediaId);
      if (file === undefined) throw new ControlRefusal(`There is no media "${mediaId}"`, 404);
      file.expiresAt = world.clock.now();
    },
  };
}

/** Secrets and tokens of the emulator are not secret; file contents and message bodies are left out for size. */
function viewState({ world, webhooks, ladder, faults }: Emulation): EmulatorState {
  return {
    now: new Date(world.clock.now()).toISOString(),
    settings: world.settings,
    apps: [...world.apps.values()].map((app) => ({
      id: app.id,
      callbackUrl: app.subscription?.callbackUrl,
      fields: Object.fromEntries(app.subscription?.fields ?? []),
    })),
    wabas: [...world.wabas.values()].map((waba) => ({
      id: waba.id,
      name: waba.name,
      state: waba.state,
      tier: waba.business.tier,
      subscribedApps: [...waba.subscribers.keys()],
    })),
    phones: [...world.phones.values()].map((phone) => ({
      id: phone.id,
      wabaId: phone.waba.id,
      displayPhoneNumber: phone.display,
      registered: phone.registered,
      quality: phone.quality,
      throughput: phone.throughput,
      override: phone.override?.callbackUrl,
    })),
    users: world.users.list().length,
    templates: [...world.templates.values()].map(({ id, name, language, status, category }) => ({
      id,
      name,
      language,
      status,
      category,
    })),
    media: [...world.media.values()].map(({ id, mimeType, bytes, expiresAt }) => ({
      id,
      mimeType,
      size: bytes.length,
      expiresAt: new Date(expiresAt).toISOString(),
    })),
    messages: { accepted: world.messages.acceptedCount, received: world.messages.receivedCount },
    webhooks: { unsent: webhooks.unsent, pendingStatuses: ladder.pending },
    faults: faults.list(),
  };
}
