/** A series of measurements, one a round, in the order they were taken. */
export type Series = readonly number[];

export function median(series: Series): number {
  return percentile(series, 0.5);
}

/** Nearest rank; `share` 0.99 is the 99th percentile. NaN of nothing. */
export function percentile(series: Series, share: number): number {
  const sorted = [...series].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Ours over theirs, round by round: what disturbed both at once cancels out. */
export function ratios(ours: Series, theirs: Series): number[] {
  return ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
}

/** "min / median / max", with as many digits as the size of the numbers deserves. */
export function spread(series: Series): string {
  const parts = [Math.min(...series), median(series), Math.max(...series)];
  return parts.map(formatNumber).join(" / ");
}

function formatNumber(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return Number(value.toPrecision(3)).toString();
}
