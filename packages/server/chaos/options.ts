import { parseArgs } from "node:util";
import { isSabotage, SABOTAGES, type Sabotage } from "./sabotage/names.ts";

export interface ChaosOptions {
  /** SIGKILLs of a node or of PostgreSQL; freezes and clean restarts come on top. */
  readonly kills: number;
  readonly seed: number;
  /** No more disturbances after this long, kills or not. */
  readonly minutesLimit: number;
  /** 2: nodes on one PostgreSQL that the runner owns. 1: a node with its own embedded PostgreSQL. */
  readonly nodes: 1 | 2;
  readonly sabotage: Sabotage;
  /** `whole`: until nothing is unfinished. `short`: messages in doubt may stay so, for their two minutes of grace. */
  readonly settle: "whole" | "short";
  /** Takes the place of the random order: what to do, one after the other. */
  readonly script?: readonly Disturbance[];
}

/** `freeze-owner` stops the node that sends, for so long that the other one takes over. */
export const DISTURBANCES = [
  "kill-node",
  "kill-owner",
  "kill-postgres",
  "freeze",
  "freeze-owner",
  "restart",
  "hold-webhooks",
] as const;
export type Disturbance = (typeof DISTURBANCES)[number];

export const USAGE = `npm run chaos -- [options]
  --kills N           SIGKILLs of server nodes and PostgreSQL (default 50)
  --seed S            repeats a run's choices (default: random, printed)
  --minutes-limit M   stops disturbing after so long (default 45)
  --nodes 1|2|both    one node with its own database, two on one database, or first two, then (for a sixth of the kills) one (default both)
  --settle whole|short
                      at the end wait until everything is decided (about 3 minutes), or only until what is not in doubt is (default whole)
  --sabotage WHAT     ${SABOTAGES.join(" | ")}: takes a safeguard out of the server; the run must then fail (default none)
`;

/** One entry a world to be built and disturbed. @throws Error with a sentence for the caller */
export function parseOptions(args: readonly string[]): ChaosOptions[] {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: "string", default: "50" },
      seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000)) },
      "minutes-limit": { type: "string", default: "45" },
      nodes: { type: "string", default: "both" },
      settle: { type: "string", default: "whole" },
      sabotage: { type: "string", default: "none" },
    },
  });
  const { sabotage, settle, nodes } = values;
  if (!isSabotage(sabotage)) throw new Error(`--sabotage must be one of ${SABOTAGES.join(", ")}`);
  if (settle !== "whole" && settle !== "short") throw new Error("--settle must be whole or short");
  if (nodes !== "1" && nodes !== "2" && nodes !== "both") throw new Error("--nodes must be 1, 2 or both");
  const kills = toNumber("--kills", values.kills);
  const common = { seed: toNumber("--seed", values.seed), sabotage, settle } as const;
  const minutesLimit = toNumber("--minutes-limit", values["minutes-limit"]);
  if (nodes !== "both") return [{ ...common, kills, minutesLimit, nodes: nodes === "1" ? 1 : 2 }];
  const alone = Math.round(kills / 6);
  return [
    { ...common, nodes: 2, kills: kills - alone, minutesLimit: (minutesLimit * 5) / 6 },
    { ...common, nodes: 1, kills: alone, minutesLimit: minutesLimit / 6 },
  ];
}

function toNumber(name: string, text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number) || number < 0) throw new Error(`${name} must be a number`);
  return number;
}
