/** Why an outbound message of ours exists. */
export type SourceKind = "api" | "inbox" | "autoreply" | "follow-up" | "reminder" | "rotation" | "campaign" | "hook";

/** `phone`: staff typed it in the platform's own app, and we only know of it. */
export type MessageSource = SourceKind | "phone";

/** 0 replies · 1 api and hooks · 2 reminders · 3 rotations · 4 campaigns. A lower lane goes first. */
export type Lane = (typeof LANES)[number];
export const LANES = [0, 1, 2, 3, 4] as const;

const LANE_OF_SOURCE: Record<SourceKind, Lane> = {
  inbox: 0,
  autoreply: 0,
  "follow-up": 0,
  api: 1,
  hook: 1,
  reminder: 2,
  rotation: 3,
  campaign: 4,
};

export function laneOf(source: SourceKind): Lane {
  return LANE_OF_SOURCE[source];
}

/** When nobody knows whether a message went out and the evidence says it did not: bulk is left to a person, the rest is sent again. */
export function resendsIfUnknown(source: SourceKind): boolean {
  return source !== "campaign" && source !== "rotation";
}

interface Candidate {
  readonly messageId: string;
  readonly conversationId: string;
  readonly lane: Lane;
  readonly availableAt: Date;
}

/** Every tenth slot of the lanes 1–4 goes to the oldest of them, so that a busy lane never starves a later one. */
const FAIR_SLOT_EVERY = 10;

/** The lanes that may use only a share of the channel's rate: nobody waits for an answer there. */
export function isBulk(lane: Lane): boolean {
  return lane >= 2;
}

export interface Slots {
  /** For all lanes together. */
  readonly all: number;
  /** Of them, for the bulk lanes at most. */
  readonly bulk: number;
  /** Counts the slots that lanes 1–4 have had so far. */
  readonly given: number;
}

/** Chooses which candidates take the free slots: replies first, the rest by lane, but now and then the oldest.
 *  At most one row a conversation and lane is chosen. */
export function pickCandidates<T extends Candidate>(candidates: readonly T[], slots: Slots): T[] {
  const heads = onePerConversationAndLane(candidates);
  const replies = heads.filter((candidate) => candidate.lane === 0).sort(byAge);
  const picked = replies.slice(0, slots.all);
  const byLane = heads.filter((candidate) => candidate.lane !== 0).sort((a, b) => a.lane - b.lane || byAge(a, b));
  const queues = { byLane, byTime: [...byLane].sort(byAge) };
  const position = { byLane: 0, byTime: 0 };
  const taken = new Set<T>();
  let bulkLeft = slots.bulk;
  const isOpen = (candidate: T) => !taken.has(candidate) && (bulkLeft > 0 || !isBulk(candidate.lane));
  for (let slot = slots.given; picked.length < slots.all; slot++) {
    const order = slot % FAIR_SLOT_EVERY === FAIR_SLOT_EVERY - 1 ? "byTime" : "byLane";
    let next = queues[order][position[order]++];
    while (next && !isOpen(next)) next = queues[order][position[order]++];
    // What the other order has left is no more: both hold the same rows.
    if (!next) break;
    taken.add(next);
    picked.push(next);
    if (isBulk(next.lane)) bulkLeft -= 1;
  }
  return picked;
}

function onePerConversationAndLane<T extends Candidate>(candidates: readonly T[]): T[] {
  const seen = new Set<string>();
  return [...candidates].sort(byAge).filter((candidate) => {
    const key = `${candidate.conversationId}/${candidate.lane}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function byAge(a: Candidate, b: Candidate): number {
  return a.availableAt.getTime() - b.availableAt.getTime() || (a.messageId < b.messageId ? -1 : 1);
}
