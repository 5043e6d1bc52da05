/** What the run itself knows, written down as it happens, apart from anything the server says later. */

/** One message a client wanted sent. */
export interface ApiSend {
  readonly number: number;
  readonly to: string;
  /** Like no other message's. */
  readonly text: string;
  readonly idempotencyKey: string | undefined;
  readonly sendAt: Date | undefined;
  /** Messages to one contact sent one after the other, each after the answer to the one before. */
  readonly burst: { readonly id: number; readonly index: number } | undefined;
  /** Requests made; more than one only with a key. */
  requests: number;
  /** Ids answered with 202: more than one different is a finding. */
  readonly acceptedIds: string[];
}

/** One message a contact wrote. */
export interface ContactMessage {
  readonly wamid: string;
  readonly from: string;
  readonly expectedReply: string;
}

export interface DisturbanceRecord {
  readonly kind: "kill-node" | "kill-postgres" | "freeze" | "restart" | "hold-webhooks";
  readonly at: number;
  /** Of the node's process. */
  readonly pid: number | undefined;
  readonly node: string | undefined;
  /** When it was over: thawed, ended, running again. */
  until: number;
}

/** A process that said it owns the channel under an epoch. */
export interface OwnerRecord {
  readonly epoch: string;
  readonly pid: number;
  readonly node: string;
}

export interface Ledger {
  readonly sends: ApiSend[];
  readonly contactMessages: ContactMessage[];
  readonly disturbances: DisturbanceRecord[];
  readonly owners: OwnerRecord[];
  /** Lines of the servers' logs of level error and fatal. */
  readonly troubleLines: Array<{ readonly at: number; readonly text: string; readonly msg: string }>;
  /** How often each warning was logged. */
  readonly warnings: Map<string, number>;
  /** Nodes that ended without our asking, or badly when asked. */
  readonly badEnds: Array<{ readonly at: number; readonly text: string; readonly since: number }>;
  /** Answers to API calls by status; 0: none came. */
  readonly answers: Map<number, number>;
  readonly unexpectedAnswers: string[];
}

export function createLedger(): Ledger {
  return {
    sends: [],
    contactMessages: [],
    disturbances: [],
    owners: [],
    troubleLines: [],
    warnings: new Map(),
    badEnds: [],
    answers: new Map(),
    unexpectedAnswers: [],
  };
}

export function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
