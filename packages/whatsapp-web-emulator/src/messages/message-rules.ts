/** Which messages of clients a rule is about; everything given has to fit. */
interface MessageMatch {
  /** Number of the sending phone. */
  readonly account?: string | undefined;
  /** Number of the recipient, or the id of a group. */
  readonly to?: string | undefined;
  /** The first message it hits, counted from 1 among those that fit. */
  readonly nth?: number | undefined;
  /** How many it hits; all when left out, or one with `nth`. */
  readonly count?: number | undefined;
}

export interface MessageEffect {
  /** Answers the message with an ack that carries this error; nobody gets it. */
  readonly refuse?: number | undefined;
  /**
   * Cuts the line. `beforeAccept`: as if the message had never come. `afterAccept`: the recipient gets it, the sender no
   * ack; what the recipient reports waits for the next login.
   */
  readonly drop?: "beforeAccept" | "afterAccept" | undefined;
  /** The message is delivered, but never acknowledged. */
  readonly withholdAck?: boolean | undefined;
  /** The message is delivered at once, and acknowledged so much later (real time). */
  readonly ackAfterMs?: number | undefined;
}

export interface MessageRule {
  readonly match?: MessageMatch | undefined;
  readonly effect: MessageEffect;
}

/** What is to go wrong with messages that clients send. */
export interface MessageRules {
  add(rule: MessageRule): { readonly id: string };
  remove(id: string): boolean;
  clear(): void;
  list(): { readonly id: string; readonly rule: MessageRule; readonly hits: number }[];
  /** The first rule that fits decides. */
  take(account: string, to: string): MessageEffect;
}

const NO_EFFECT: MessageEffect = {};

export function createMessageRules(): MessageRules {
  const rules = new Map<string, { rule: MessageRule; fits: number; hits: number }>();
  let added = 0;
  return {
    add(rule) {
      added += 1;
      const id = `rule-${added}`;
      rules.set(id, { rule, fits: 0, hits: 0 });
      return { id };
    },
    remove: (id) => rules.delete(id),
    clear: () => rules.clear(),
    list: () => [...rules].map(([id, { rule, hits }]) => ({ id, rule, hits })),
    take(account, to) {
      for (const entry of rules.values()) {
        const match = entry.rule.match ?? {};
        if (match.account !== undefined && match.account !== account) continue;
        if (match.to !== undefined && match.to !== to) continue;
        entry.fits += 1;
        const first = match.nth ?? 1;
        const count = match.count ?? (match.nth === undefined ? Number.POSITIVE_INFINITY : 1);
        if (entry.fits < first || entry.fits >= first + count) continue;
        entry.hits += 1;
        return entry.rule.effect;
      }
      return NO_EFFECT;
    },
  };
}
