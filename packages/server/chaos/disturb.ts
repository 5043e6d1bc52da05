/** Kills, stops and restarts things at random moments. */
import { setTimeout as pause } from "node:timers/promises";
import type { DisturbanceRecord, Ledger } from "./ledger.ts";
import type { NodeProcess } from "./node-process.ts";
import type { ChaosOptions, Disturbance } from "./options.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

/** Dealt in random order, then again: every kind comes soon and often. */
const DECK: Readonly<Record<Disturbance, number>> = {
  "kill-node": 10,
  "kill-owner": 8,
  "kill-postgres": 3,
  freeze: 2,
  "freeze-owner": 1,
  restart: 2,
  "hold-webhooks": 1,
};
const PAUSE_MS = [200, 2_200] as const;
const FREEZE_MS = [200, 15_000] as const;
/** A lease runs 10 s. */
const LONG_FREEZE_MS = [12_000, 15_000] as const;
const HOLD_MS = [1_000, 8_000] as const;
const HASTY = 0.15;
/** A world that is down most of the time does no work that could be lost. */
const UP_WITHIN_MS = 20_000;

export interface Disturbed {
  readonly kills: number;
}

/** Resolves when all kills are done or the time is over, and everything is thawed and running again. */
export async function disturb(world: World, options: ChaosOptions, ledger: Ledger, random: Random): Promise<Disturbed> {
  const { nodes, emulator } = world;
  const deadline = Date.now() + options.minutesLimit * 60_000;
  const lasting = new Set<Promise<void>>();
  const cards = [...(options.script ?? [])];
  let kills = 0;

  function note(kind: DisturbanceRecord["kind"], node?: NodeProcess): DisturbanceRecord {
    const at = Date.now();
    const record: DisturbanceRecord = { kind, at, pid: node?.pid, node: node?.name, until: at };
    ledger.disturbances.push(record);
    return record;
  }

  function drop(record: DisturbanceRecord): void {
    ledger.disturbances.splice(ledger.disturbances.indexOf(record), 1);
  }

  function last(work: Promise<void>): void {
    const ending = work.finally(() => lasting.delete(ending));
    lasting.add(ending);
  }

  function findOwner(): NodeProcess | undefined {
    const pid = ledger.owners.at(-1)?.pid;
    return nodes.find((node) => node.pid === pid);
  }

  function kill(node: NodeProcess | undefined): void {
    if (node?.pid === undefined) return;
    const record = note("kill-node", node);
    if (node.kill()) kills += 1;
    else drop(record);
  }

  async function freeze(node: NodeProcess | undefined, [low, high]: readonly [number, number]): Promise<void> {
    if (node === undefined) return;
    const record = note("freeze", node);
    if (!node.freeze()) return drop(record);
    record.until = Number.POSITIVE_INFINITY;
    await pause(random.between(low, high));
    node.thaw();
    record.until = Date.now();
  }

  async function holdWebhooks(): Promise<void> {
    const record = note("hold-webhooks");
    const delayMs = random.between(...HOLD_MS);
    emulator.configure({ webhooks: { delayMs } });
    await pause(delayMs);
    emulator.configure({ webhooks: { delayMs: 0 } });
    record.until = Date.now() + delayMs;
  }

  async function act(what: Disturbance): Promise<void> {
    switch (what) {
      case "kill-node":
        return kill(random.pick(nodes));
      case "kill-owner":
        return kill(findOwner());
      case "kill-postgres": {
        const record = note("kill-postgres");
        if (await world.killPostgres()) kills += 1;
        else drop(record);
        return;
      }
      case "freeze":
        return last(freeze(random.pick(nodes), FREEZE_MS));
      case "freeze-owner":
        // Nothing else meanwhile, or there would be nobody to take over, and nobody to come back to.
        return freeze(findOwner(), LONG_FREEZE_MS);
      case "restart": {
        const node = random.pick(nodes);
        const record = note("restart", node);
        if (!node.terminate()) drop(record);
        return;
      }
      case "hold-webhooks":
        return last(holdWebhooks());
    }
  }

  while (Date.now() < deadline && (options.script ? cards.length > 0 : kills < options.kills)) {
    // Now and then also what has only just begun to start.
    if (random.next() > HASTY) await untilSomethingRuns();
    await pause(random.between(...PAUSE_MS));
    if (cards.length === 0) cards.push(...shuffleDeck(random));
    await act(cards.shift() as Disturbance);
  }
  await Promise.all(lasting);
  return { kills };

  /** Also a node that is frozen counts: the other one may be on its way to take over. */
  async function untilSomethingRuns(): Promise<void> {
    const limit = Date.now() + UP_WITHIN_MS;
    while (Date.now() < limit && !nodes.some((node) => node.state === "ready" || node.state === "frozen"))
      await pause(20);
  }
}

/** The longest one first: also a short run has a take-over from an owner that is still alive. */
function shuffleDeck(random: Random): Disturbance[] {
  const left = (Object.keys(DECK) as Disturbance[]).flatMap((kind) => Array<Disturbance>(DECK[kind]).fill(kind));
  left.splice(left.indexOf("freeze-owner"), 1);
  const dealt: Disturbance[] = ["freeze-owner"];
  while (left.length > 0) dealt.push(...left.splice(random.between(0, left.length - 1), 1));
  return dealt;
}
