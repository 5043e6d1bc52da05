/** What a row of the benchmark found, and the table of all rows. */
import { cpus } from "node:os";
import { type Series, spread } from "./statistics.ts";

export interface Finding {
  readonly work: string;
  readonly unit: string;
  readonly ours: Series;
  /** What ours is compared with, measured in the same run. */
  readonly peer?: { readonly name: string; readonly series: Series };
  /** One a round; what the target is about, where it is not the plain figure. */
  readonly ratio?: Series;
  readonly target: string;
  /** Undefined: told, but there is no target for it. */
  readonly isMet?: boolean;
  /** Who used the processor meanwhile, and what else a reader must know. */
  readonly notes: readonly string[];
}

export function renderTable(findings: readonly Finding[]): string {
  const head = ["work", "unit", "ours", "measured against", "ratio", "target", ""];
  const rows = findings.map((finding) => [
    finding.work,
    finding.unit,
    spread(finding.ours),
    finding.peer ? `${finding.peer.name}: ${spread(finding.peer.series)}` : "",
    finding.ratio ? spread(finding.ratio) : "",
    finding.target,
    finding.isMet === undefined ? "" : finding.isMet ? "met" : "**missed**",
  ]);
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  const notes = findings.flatMap((finding) => finding.notes.map((note) => `- ${finding.work}: ${note}`));
  return [...lines, "", "Every figure is min / median / max of the rounds.", "", ...notes].join("\n");
}

export function describeMachine(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? "unknown processor"}, Node ${process.version}, ${process.platform}`;
}
