import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SCOPES, scopesOfRole, USER_ROLES } from "../src/domains/auth/index.ts";

const DOCUMENT = readFileSync(join(import.meta.dirname, "../../../docs/access.md"), "utf8");
const TABLE = /<!-- roles:begin -->\n+([\s\S]*?)\n+<!-- roles:end -->/;

/** The table as docs/access.md must hold it. When the test fails, what it expected is what to paste between the markers. */
function renderTable(): string {
  const header = ["Scope", ...USER_ROLES];
  const rows = SCOPES.map((scope) => [
    `\`${scope}\``,
    ...USER_ROLES.map((role) => (scopesOfRole(role).includes(scope) ? "yes" : "")),
  ]);
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

it("docs/access.md shows the roles and their scopes as they are", () => {
  expect(TABLE.exec(DOCUMENT)?.[1]).toBe(renderTable());
});
