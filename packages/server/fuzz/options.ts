import { parseArgs } from "node:util";

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  /** Requests under way at once. */
  readonly concurrency: number;
}

export const USAGE = `npm run fuzz -- [options]
  --requests N      how many (default 100000)
  --seed S          repeats a run's requests (default: random, printed)
  --concurrency N   how many at once (default 16)
`;

/** @throws Error with a sentence for the caller */
export function parseOptions(args: readonly string[]): FuzzOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      requests: { type: "string", default: "100000" },
      seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000_000)) },
      concurrency: { type: "string", default: "16" },
    },
  });
  return {
    requests: toCount("--requests", values.requests),
    seed: toCount("--seed", values.seed),
    concurrency: Math.max(1, toCount("--concurrency", values.concurrency)),
  };
}

function toCount(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${name} must be a whole number`);
  return Number(text);
}
