/** How a phone's platform posts to the server: in the transaction that changes the phone, and processed like the posts of any platform. */
import { fingerprintSecret } from "../../channels/channels.service.ts";
import { writeEvents } from "../../channels/own-events.ts";
import { type SandboxEvent, signerOfSandbox } from "../../channels/sandbox-phone.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Report } from "./phone-messages.store.ts";

/** A body posted to the server, as the inbound path takes it. */
export interface Posted {
  readonly channelKind: "sandbox";
  readonly signer: string;
  readonly body: Buffer;
  readonly receivedAt: Date;
}

export type Ingest = (tx: Tx, posts: readonly Posted[]) => Promise<void>;

/** Posts what happened, one body a channel. */
export async function post(tx: Tx, ingest: Ingest, events: readonly SandboxEvent[], now: Date): Promise<void> {
  const byChannel = Map.groupBy(events, (event) => event.channelAddress);
  const posts = [...byChannel].map(([channelAddress, ofChannel]) => ({
    channelKind: "sandbox" as const,
    signer: fingerprintSecret(signerOfSandbox(channelAddress)),
    body: writeEvents(ofChannel),
    receivedAt: now,
  }));
  if (posts.length > 0) await ingest(tx, posts);
}

/** A tick as the platform reports it. */
export function toStatusEvent(
  { channelAddress, phone, providerId, messageId, state }: Report,
  now: Date,
): SandboxEvent {
  return {
    kind: "status",
    channelAddress,
    providerId,
    status: state,
    occurredAt: now,
    ...(messageId === null ? {} : { messageId }),
    ...(phone === null ? {} : { recipientPhone: phone }),
    ...(state === "failed" ? { failure: FAILED_LATER } : {}),
  };
}

const FAILED_LATER = {
  kind: "permanent",
  error: {
    code: "sandbox-failed-later",
    title: "Not delivered: the platform took it and could not deliver it.",
    detail: "This was asked for on the virtual phone.",
    mend: "Send it again.",
  },
} as const;
