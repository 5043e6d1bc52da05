/** Lengths of time as people say them. Pure. */

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

export type DurationUnit = (typeof UNITS)[number][0];

export const DURATION_UNITS = UNITS.map(([unit]) => unit).reverse();

/** "10 minutes", "1 hour, 30 minutes". The two largest units that have something to say. */
export function formatDuration(seconds: number, language: string): string {
  const parts: string[] = [];
  let rest = Math.max(0, Math.round(seconds));
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 && parts.length < 2) parts.push(formatUnit(count, unit, language));
  }
  if (parts.length === 0) return formatUnit(0, "second", language);
  return new Intl.ListFormat(language, { type: "unit" }).format(parts);
}

function formatUnit(count: number, unit: DurationUnit, language: string): string {
  return count.toLocaleString(language, { style: "unit", unit, unitDisplay: "long" });
}

export function secondsOf(count: number, unit: DurationUnit): number {
  return count * sizeOf(unit);
}

export function countOf(seconds: number, unit: DurationUnit): number {
  return seconds / sizeOf(unit);
}

/** The largest of these units in which it is a whole number. */
export function unitOf(seconds: number, units: readonly DurationUnit[] = DURATION_UNITS): DurationUnit {
  const whole = [...units].reverse().find((unit) => seconds > 0 && seconds % sizeOf(unit) === 0);
  return whole ?? units[0] ?? "second";
}

function sizeOf(unit: DurationUnit): number {
  return UNITS.find(([name]) => name === unit)?.[1] ?? 1;
}
