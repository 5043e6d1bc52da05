export type Quality = "green" | "yellow" | "red";

/** Meta's rating of a number; undefined: it has not judged yet. */
export function readQuality(quality: string | null): Quality | undefined {
  return (["green", "yellow", "red"] as const).find((known) => known === quality?.toLowerCase());
}

/** How many people a day may be written to first: `TIER_2K` is 2000, `TIER_UNLIMITED` Infinity; undefined: not known. */
export function limitOfTier(tier: string | null): number | undefined {
  if (tier === "TIER_UNLIMITED") return Number.POSITIVE_INFINITY;
  const [, digits, thousands] = /^TIER_(\d+)(K?)$/.exec(tier ?? "") ?? [];
  return digits === undefined ? undefined : Number(digits) * (thousands === "K" ? 1000 : 1);
}
