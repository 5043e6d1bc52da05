import type { Sabotage } from "./names.ts";

interface Edit {
  /** End of the source file's path. */
  readonly file: string;
  /** Must occur exactly once; otherwise the node refuses to start, so that a sabotage never silently does nothing. */
  readonly find: string;
  readonly replace: string;
}

const LEASES = "/src/domains/messages/outbox/lease.store.ts";

/** What each sabotage changes in the source, as it is loaded. The files stay as they are. */
export const EDITS: Readonly<Record<Exclude<Sabotage, "none">, readonly Edit[]>> = {
  /** A node goes on as the owner, whatever the lease says. */
  fencing: [
    {
      file: "/src/domains/messages/outbox/claim.store.ts",
      find: "if (rows.length === 0) return undefined;",
      replace: "if (rows.length === 0) return new Map();",
    },
    {
      file: LEASES,
      find: "return rows.map((row) => row.channelId);",
      replace: "return rows.length >= 0 ? leases.map((lease) => lease.channelId) : [];",
    },
    {
      file: "/src/domains/messages/outbox/dispatcher.ts",
      find: "isLeaseFresh: () => systemClock.monotonicMs() < one.freshUntilMs,",
      replace: "isLeaseFresh: () => true,",
    },
  ],
  /** The same inbound message may be stored, and answered, again. */
  dedupe: [
    {
      file: "/src/domains/messages/messages.store.ts",
      find: `'received' end, "providerId", "quotedProviderId"`,
      replace: `'received' end, "providerId" || '/' || id, "quotedProviderId"`,
    },
  ],
  /** A repeated Idempotency-Key makes another message. */
  idempotency: [
    {
      file: "/src/domains/messages/messages.routes.ts",
      find: `idempotencyKey: request.headers["idempotency-key"],`,
      replace: "idempotencyKey: undefined,",
    },
  ],
  /** Nobody looks after what an owner left behind when it died. */
  recovery: [
    {
      file: LEASES,
      find: "and state = 'sending' returning message_id",
      replace: "and state = 'sending' and false returning message_id",
    },
  ],
  /** What was being sent when the owner died is sent again at once, as if it could not have gone out. */
  "blind-resend": [
    {
      file: LEASES,
      find: "update outbox set state = 'unknown', epoch = null,",
      replace: "update outbox set state = 'ready', epoch = null,",
    },
  ],
};
