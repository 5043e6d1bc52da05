import type { Tx } from "../../../platform/db/index.ts";
import type { Particulars } from "../../../platform/errors.ts";
import type { ClaimedMessage } from "./claim.store.ts";
import type { SourceKind } from "./lanes.rules.ts";

/** A guard's answer on one message just before it goes out. */
export type Verdict =
  | {
      readonly kind: "defer";
      readonly until: Date;
      readonly reason: Reason /** Others of the conversation may pass. */;
      readonly othersMayPass: boolean;
      /** A limit of the channel, named by the reason's code, holds it back: it is looked at anew when that changes. */
      readonly isLimit?: boolean;
      /** It waits on purpose: its time is over so much later. */
      readonly movesExpiry?: boolean;
    }
  | { readonly kind: "cancel"; readonly reason: Reason }
  | { readonly kind: "fail"; readonly reason: Reason };

/** Something the message needs is still missing. It stays in this node's hands while `prepare`, which never rejects, sees to that; then the
 *  verdict it answers with holds, or, when there is none, the message is claimed anew. */
export interface Preparation {
  readonly kind: "prepare";
  readonly prepare: () => Promise<Verdict | undefined>;
}

/** Shown to people. */
export interface Reason {
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly mend?: string;
  readonly particulars?: Particulars;
}

/** A last look at messages just before they go out, registered by the domain that knows. It works on the whole batch at once, in
 *  the claim's transaction, and answers for those that must not go now; no answer means go. */
export interface SendGuard<Answer extends Verdict | Preparation = Verdict> {
  readonly name: string;
  /** Sources it looks at; undefined: all. */
  readonly sources?: ReadonlySet<SourceKind>;
  check(messages: readonly ClaimedMessage[], tx: Tx, now: Date): Promise<ReadonlyMap<string, Answer>>;
  /** Asked after it put something off for a limit: puts off what else is due and must wait as well, many at once. One by one a day's worth of
   *  messages would be taken and put back. */
  putOffAlike?(now: Date): Promise<void>;
}

/** The first verdict on each message, guards asked in order. */
export async function runGuards(
  guards: ReadonlyArray<SendGuard<Verdict | Preparation>>,
  messages: readonly ClaimedMessage[],
  tx: Tx,
  now: Date,
): Promise<Map<string, Verdict | Preparation>> {
  const verdicts = new Map<string, Verdict | Preparation>();
  for (const guard of guards) {
    const concerned = messages.filter(
      (message) =>
        !verdicts.has(message.messageId) && (guard.sources === undefined || guard.sources.has(message.sourceKind)),
    );
    if (concerned.length === 0) continue;
    for (const [messageId, verdict] of await guard.check(concerned, tx, now)) verdicts.set(messageId, verdict);
  }
  return verdicts;
}
