import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CONFIG_VARIABLES, type ConfigVariable } from "../src/platform/config-variables.ts";

const README = readFileSync(join(import.meta.dirname, "../../../README.md"), "utf8");
const TABLE = /<!-- configuration:begin -->\n+([\s\S]*?)\n+<!-- configuration:end -->/;

/** The table as the README must hold it. When the test fails, what it expected is what to paste between the markers. */
function renderTable(variables: readonly ConfigVariable[]): string {
  const rows = variables.map(({ name, default: byDefault, sentence, expects, secret }) => [
    `\`${name}\``,
    byDefault === undefined ? "none" : `\`${byDefault}\``,
    secret ? `${sentence} Secret: never shown.` : sentence,
    expects,
  ]);
  const header = ["Variable", "Default", "What it is for", "Expected"];
  return [header, header.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map(escapeCell).join(" | ")} |`)
    .join("\n");
}

/** A bare | would begin another cell. */
function escapeCell(text: string): string {
  return text.replaceAll("|", "\\|");
}

describe("the README", () => {
  it("lists every setting as the server reads it", () => {
    expect(TABLE.exec(README)?.[1]).toBe(renderTable(CONFIG_VARIABLES));
  });
});
