/** Gives the timers of a follow-up rule the times that the rule, as it is now, gives them. In pieces: there may be a million. */
import { z } from "zod";
import { type Clock, waitFor } from "../../platform/clock.ts";
import { type Db, runInTransaction } from "../../platform/db/index.ts";
import { defineJob, type Job } from "../../platform/jobs.ts";
import { findDueTime } from "./follow-ups.rules.ts";
import {
  type FollowUp,
  type FollowUpRule,
  findFollowUpRule,
  listTimersOfRule,
  moveTimers,
} from "./follow-ups.store.ts";

export type MoveTimersJob = Job<{ ruleId: string }>;

interface Deps {
  db: Db;
  clock: Clock;
  /** Told of the earliest of the new times. */
  onTimersMoved: (dueAt: Date) => void;
}

const BATCH = 2_000;
/** While others work on some of the conversations. */
const BUSY_MS = 100;
const MAX_ROUNDS = 20;

export function createMoveTimersJob({ db, clock, onTimersMoved }: Deps): MoveTimersJob {
  /** Moves what is free, and answers with what was not. */
  async function move(rule: FollowUpRule, timers: readonly FollowUp[]): Promise<FollowUp[]> {
    const wanted = timers
      .map((timer) => ({ ...timer, dueAt: findDueTime(rule, timer.triggerAt) }))
      .filter((timer, index) => timer.dueAt.getTime() !== timers[index]?.dueAt.getTime());
    const moved = await runInTransaction(db, (tx) => moveTimers(tx, wanted));
    const soonest = Math.min(...wanted.map((timer) => timer.dueAt.getTime()));
    if (wanted.length > 0) onTimersMoved(new Date(soonest));
    return wanted.filter((timer) => !moved.has(timer.conversationId));
  }

  return defineJob({
    id: "autoreply.move-timers",
    payload: z.strictObject({ ruleId: z.string() }),
    async handle({ ruleId }, { signal }) {
      const rule = await findFollowUpRule(db, ruleId);
      if (!rule) return;
      let left: FollowUp[] = [];
      let after: string | null = null;
      while (!signal.aborted) {
        const timers: FollowUp[] = await listTimersOfRule(db, ruleId, { limit: BATCH, after });
        left.push(...(await move(rule, timers)));
        after = timers.at(-1)?.conversationId ?? null;
        if (timers.length < BATCH) break;
      }
      // What was in somebody's hands was sent, or set anew by the rule as it is now, or is free again soon.
      for (let round = 0; round < MAX_ROUNDS && left.length > 0 && !signal.aborted; round++) {
        await waitFor(clock, BUSY_MS, signal);
        left = await move(rule, left);
      }
      if (signal.aborted) throw new Error("stopped before every timer was moved");
    },
  });
}
