import { percentile } from "../../server/bench/statistics.ts";

export interface Figures {
  readonly what: string;
  readonly unit: string;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export function figuresOf(what: string, unit: string, series: readonly number[]): Figures {
  return {
    what,
    unit,
    count: series.length,
    p50: percentile(series, 0.5),
    p95: percentile(series, 0.95),
    max: Math.max(...series),
  };
}

export function renderFigures(figures: readonly Figures[]): string {
  const head = ["what", "unit", "p50", "p95", "max", "measured"];
  const round = (value: number) => (value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en-US"));
  const rows = figures.map(({ what, unit, count, p50, p95, max }) => [
    what,
    unit,
    round(p50),
    round(p95),
    round(max),
    count.toLocaleString("en-US"),
  ]);
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
