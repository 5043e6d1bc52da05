/** Reads the server's sources for the codes by which it tells something to people. What is put together from parts is named by the place that
 *  does it, so that a test can demand to know what comes out. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

const SRC = join(import.meta.dirname, "../../../server/src");

export interface ServerCodes {
  /** What answers of the API say that went wrong. */
  readonly problems: ReadonlySet<string>;
  /** Why a message, a channel or a session is as it is. */
  readonly reasons: ReadonlySet<string>;
  /** Kinds of alerts. */
  readonly alerts: ReadonlySet<string>;
  /** Results of the checks of a channel. */
  readonly checks: ReadonlySet<string>;
  /** Names of sentences where a code has several. */
  readonly variants: ReadonlySet<string>;
  /** Codes that no literal says: `path expression`. */
  readonly computed: ReadonlySet<string>;
}

export function readCodes(): ServerCodes {
  const codes = {
    problems: new Set<string>(),
    reasons: new Set<string>(),
    alerts: new Set<string>(),
    checks: new Set<string>(),
    variants: new Set<string>(),
    computed: new Set<string>(),
  };
  for (const path of listSources()) {
    const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
    const place = relative(SRC, path);
    const constants = readConstants(file);
    const note = (into: Set<string> | undefined, node: ts.Expression | undefined) => {
      if (into === undefined) return;
      const found = literalsOf(node, constants);
      if (found.length === 0 && node !== undefined && !node.getText().startsWith("z."))
        codes.computed.add(`${place} ${node.getText()}`);
      for (const code of found) into.add(code);
    };
    const visit = (node: ts.Node): void => {
      const problem = codeOfProblem(node);
      if (problem) note(codes.problems, problem);
      if (ts.isObjectLiteralExpression(node)) {
        const own = membersOf(node);
        note(findGroup(own, codes), own.get("code"));
        if (own.has("severity")) note(codes.alerts, own.get("kind"));
        note(codes.variants, own.get("variant"));
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return codes;
}

/** What kind of a thing an object with a code tells; undefined: nothing that people are told, or the step of a message. */
function findGroup(
  members: ReadonlyMap<string, ts.Expression>,
  { problems, checks, reasons }: Record<"problems" | "checks" | "reasons", Set<string>>,
): Set<string> | undefined {
  if (members.has("status")) return problems;
  if (members.has("state") && (members.has("detail") || members.has("name"))) return checks;
  return members.has("title") && !members.has("at") ? reasons : undefined;
}

/** `super("conflict", "some-code", …)` of an error, or `new ChasquiError(…)`. */
function codeOfProblem(node: ts.Node): ts.Expression | undefined {
  const isThrown = ts.isNewExpression(node) && node.expression.getText() === "ChasquiError";
  const isOfClass =
    ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword && extendsChasquiError(node);
  return isThrown || isOfClass ? node.arguments?.[1] : undefined;
}

function extendsChasquiError(node: ts.Node): boolean {
  const owner = ts.findAncestor(node, ts.isClassDeclaration);
  return owner?.heritageClauses?.some(({ types }) => types.some((type) => type.getText() === "ChasquiError")) ?? false;
}

function membersOf(node: ts.ObjectLiteralExpression): Map<string, ts.Expression> {
  const members = new Map<string, ts.Expression>();
  for (const property of node.properties) {
    if (ts.isPropertyAssignment(property)) members.set(property.name.getText(), property.initializer);
    if (ts.isShorthandPropertyAssignment(property)) members.set(property.name.text, property.name);
  }
  return members;
}

/** What an expression can come out as, where that is a literal. */
function literalsOf(node: ts.Expression | undefined, constants: ReadonlyMap<string, string>): string[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node))
    return [...literalsOf(node.whenTrue, constants), ...literalsOf(node.whenFalse, constants)];
  const known = constants.get(node.getText());
  return known === undefined ? [] : [known];
}

/** `const NAME = "text"` of a file. */
function readConstants(file: ts.SourceFile): ReadonlyMap<string, string> {
  const constants = new Map<string, string>();
  for (const statement of file.statements.filter(ts.isVariableStatement)) {
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer && ts.isStringLiteralLike(initializer)) constants.set(name.getText(), initializer.text);
    }
  }
  return constants;
}

function listSources(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/\.test\.ts$|\.contract\.ts$/.test(name) && !name.startsWith("cli/"))
    .map((name) => join(SRC, name));
}
