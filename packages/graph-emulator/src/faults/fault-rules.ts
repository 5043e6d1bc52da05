import { phoneDigits } from "../world/phone-format.ts";

/** Which calls a rule hits. Every member given must fit. */
export interface FaultMatch {
  /** The last part of the path (`messages`, `media`, `message_templates` …), with or without a method: `POST messages`. */
  readonly route?: string | undefined;
  readonly phoneNumberId?: string | undefined;
  /** A phone number in any spelling, or a BSUID. */
  readonly recipient?: string | undefined;
  /** Passes over this many fitting calls less one: 3 means that the third is the first to be hit. */
  readonly nth?: number | undefined;
  /** How many fitting calls are hit. Default: 1 with `nth`, otherwise all. */
  readonly count?: number | undefined;
}

export interface FaultError {
  readonly code: number;
  /** HTTP status; default: the usual one of the code. */
  readonly status?: number | undefined;
  readonly subcode?: number | undefined;
  readonly details?: string | undefined;
  readonly isTransient?: boolean | undefined;
}

/** What happens to a call that is hit. Members may be combined. */
export interface FaultEffect {
  /** Waits this long (real time) before anything is done. */
  readonly latencyMs?: number | undefined;
  /** Answers this instead of processing. */
  readonly error?: FaultError | undefined;
  /** Answers this text instead of processing: a gateway's HTML page, a body cut short. */
  readonly body?: { readonly status: number; readonly text: string; readonly contentType?: string } | undefined;
  /** Closes the socket, or never answers; before the call is processed or after. */
  readonly connection?: "closeBeforeAccept" | "closeAfterAccept" | "hangBeforeAccept" | "hangAfterAccept" | undefined;
  /** Processes the call, then answers as if it had failed. */
  readonly acceptThen?: FaultError | undefined;
  /** Processes the call at once but answers this much later (real time): statuses come before the response. */
  readonly answerAfterMs?: number | undefined;
  /** Accepts the message, then reports it failed by webhook. */
  readonly failedStatus?: { readonly code: number; readonly details?: string } | undefined;
  /** Added to the answer; replaces usage headers of the same name (lower case). */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

export interface FaultRule {
  readonly match?: FaultMatch | undefined;
  readonly effect: FaultEffect;
}

export interface StoredFaultRule extends FaultRule {
  readonly id: string;
  /** Calls that fitted, hit or passed over. */
  seen: number;
  hits: number;
}

/** What a rule is compared with. */
interface FaultSubject {
  readonly method: string;
  readonly path: string;
  /** Reads the recipient out of the body; called only when a rule asks. */
  readonly recipient: () => string | undefined;
}

export interface FaultRules {
  add(rule: FaultRule): StoredFaultRule;
  remove(id: string): boolean;
  clear(): void;
  list(): readonly StoredFaultRule[];
  /** The effect of the first rule that hits this call. */
  take(subject: FaultSubject): FaultEffect | undefined;
}

export function createFaultRules(): FaultRules {
  let rules: StoredFaultRule[] = [];
  let added = 0;

  return {
    add({ match, effect }) {
      added += 1;
      const rule: StoredFaultRule = { id: `fault_${added}`, match, effect, seen: 0, hits: 0 };
      rules.push(rule);
      return rule;
    },
    remove(id) {
      const before = rules.length;
      rules = rules.filter((rule) => rule.id !== id);
      return rules.length < before;
    },
    clear() {
      rules = [];
    },
    list: () => rules,
    take(subject) {
      for (const rule of rules) {
        if (!fits(rule.match ?? {}, subject)) continue;
        rule.seen += 1;
        const { nth = 1, count = rule.match?.nth === undefined ? Number.POSITIVE_INFINITY : 1 } = rule.match ?? {};
        if (rule.seen < nth || rule.hits >= count) continue;
        rule.hits += 1;
        return rule.effect;
      }
      return undefined;
    },
  };
}

function fits(match: FaultMatch, subject: FaultSubject): boolean {
  if (match.route !== undefined && !fitsRoute(match.route, subject)) return false;
  if (match.phoneNumberId !== undefined && subject.path.split("/", 1)[0] !== match.phoneNumberId) return false;
  if (match.recipient !== undefined && normalise(match.recipient) !== normalise(subject.recipient() ?? ""))
    return false;
  return true;
}

function fitsRoute(route: string, { method, path }: FaultSubject): boolean {
  const [first = "", second] = route.trim().split(/\s+/);
  const wantedMethod = second === undefined ? undefined : first.toUpperCase();
  const wantedPath = (second ?? first).replace(/^\//, "");
  if (wantedMethod !== undefined && wantedMethod !== method) return false;
  return path === wantedPath || path.endsWith(`/${wantedPath}`);
}

function normalise(recipient: string): string {
  return phoneDigits(recipient) ?? recipient;
}
