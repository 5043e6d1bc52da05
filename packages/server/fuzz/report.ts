import { type FuzzResult, toMegabytes } from "./fuzz.ts";

/** What a person wants to know of a run, as text. */
export function report(result: FuzzResult): string {
  const { findings, residentBytes } = result;
  const lines = [
    ...describeStatuses(result),
    "",
    `${result.sent} requests, ${result.promisedWebhooks} signed webhooks answered 200 and found stored`,
    residentBytes
      ? `resident memory: ${toMegabytes(residentBytes.start)} at the start, at most ${toMegabytes(residentBytes.highest)}, ${toMegabytes(residentBytes.end)} at the end`
      : "resident memory: not measured",
    ...findings.flatMap(({ where, what, times, requestNumber, example }) => [
      "",
      `FINDING ${where}: ${what} (${times} times, first by request ${requestNumber})`,
      ...(example === undefined ? [] : [example.replaceAll(/^/gm, "    ")]),
    ]),
    "",
    findings.length === 0 ? "nothing found" : `${findings.length} findings`,
  ];
  return lines.join("\n");
}

function describeStatuses({ statuses }: FuzzResult): string[] {
  const rows = [...statuses].sort(([a], [b]) => a.localeCompare(b));
  return rows.map(([label, counts]) => {
    const shown = [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([status, count]) => `${status}: ${count}`);
    return `${label.padEnd(58)} ${shown.join("  ")}`;
  });
}
