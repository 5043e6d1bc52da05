const MINUTE_MS = 60_000;

/** A length of time as a countdown says it: "3 hr 20 min", "5 min". */
export function formatLeft(ms: number, language: string): string {
  const minutes = Math.max(1, Math.ceil(ms / MINUTE_MS));
  const hours = Math.floor(minutes / 60);
  const unit = (value: number, name: "hour" | "minute") =>
    value.toLocaleString(language, { style: "unit", unit: name, unitDisplay: "short" });
  if (hours === 0) return unit(minutes, "minute");
  return minutes % 60 === 0 ? unit(hours, "hour") : `${unit(hours, "hour")} ${unit(minutes % 60, "minute")}`;
}
