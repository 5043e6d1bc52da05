/** What Meta does wrong: a few calls are hit by a fault, then another few by another. */
import { setTimeout as pause } from "node:timers/promises";
import type { FaultEffect, GraphEmulator } from "@chasqui/graph-emulator";
import type { Random } from "./random.ts";

const FAULT_EVERY_MS = 350;

const WEIGHTS = {
  closeBeforeAccept: 8,
  closeAfterAccept: 14,
  acceptThen500: 10,
  tooFast: 2,
  slow: 20,
  answeredLate: 40,
  none: 20,
} as const;

export interface Faults {
  /** How many calls each fault has hit. */
  readonly hits: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

export function startFaults(emulator: GraphEmulator, random: Random): Faults {
  const hits = new Map<string, number>();
  let stopped = false;

  async function run(): Promise<void> {
    while (!stopped) {
      const kind = random.weighted(WEIGHTS);
      const rule =
        kind === "none"
          ? undefined
          : emulator.addFault({ match: { route: "messages", count: countOf(kind) }, effect: effectOf(kind) });
      await pause(FAULT_EVERY_MS * (0.5 + random.next()));
      if (!rule) continue;
      hits.set(kind, (hits.get(kind) ?? 0) + rule.hits);
      emulator.removeFault(rule.id);
    }
  }

  function countOf(kind: Exclude<keyof typeof WEIGHTS, "none">): number {
    return kind === "slow" || kind === "answeredLate" ? random.between(3, 20) : random.between(1, 3);
  }

  function effectOf(kind: Exclude<keyof typeof WEIGHTS, "none">): FaultEffect {
    switch (kind) {
      case "closeBeforeAccept":
      case "closeAfterAccept":
        return { connection: kind };
      case "acceptThen500":
        return { acceptThen: { code: 131000, status: 500 } };
      case "tooFast":
        return { error: { code: 130429 }, retryAfterSeconds: 1 };
      case "slow":
        return { latencyMs: random.between(50, 1_500) };
      case "answeredLate":
        return { answerAfterMs: random.between(50, 1_500) };
    }
  }

  const running = run();
  return {
    hits,
    async stop() {
      stopped = true;
      await running;
      emulator.clearFaults();
    },
  };
}
