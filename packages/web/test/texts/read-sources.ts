/** Reads the web app's sources for what they say to people: which keys they ask for, and which words stand in them as they are. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

const SRC = join(import.meta.dirname, "../../src");

/** Attributes whose texts people see or hear. */
const SPOKEN_ATTRIBUTES = new Set([
  "alt",
  "aria-description",
  "aria-label",
  "aria-roledescription",
  "aria-valuetext",
  "confirmLabel",
  "description",
  "error",
  "header",
  "label",
  "message",
  "placeholder",
  "reason",
  "text",
  "title",
  "verb",
]);
/** Names that are the same in every language. */
const SAME_EVERYWHERE = new Set(["Chasqui", "Ctrl"]);
const CHOICES = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);
const HAS_WORDS = /\p{L}{2,}/u;

export interface SourceTexts {
  /** Every text literal: those that are keys are found among them. */
  readonly literals: ReadonlySet<string>;
  /** Beginnings of keys that are put together: `users.states.` of `users.states.${state}`. */
  readonly prefixes: ReadonlySet<string>;
  /** Words that stand in the page as they are, with their place. */
  readonly untranslated: readonly string[];
}

export function readSources(): SourceTexts {
  const literals = new Set<string>();
  const prefixes = new Set<string>();
  const untranslated: string[] = [];
  for (const path of listSources(SRC)) {
    const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
    const place = (node: ts.Node) =>
      `${relative(SRC, path)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node)) literals.add(node.text);
      if (ts.isTemplateExpression(node) && node.head.text.includes(".")) prefixes.add(node.head.text);
      for (const words of findBareWords(node)) untranslated.push(`${place(node)} “${words}”`);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return { literals, prefixes, untranslated };
}

/** Words between tags, or in an attribute that people see, that come from no text file. */
function findBareWords(node: ts.Node): string[] {
  if (ts.isJsxText(node)) return asWords(node.text);
  if (ts.isJsxExpression(node) && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent))) {
    return literalsOf(node.expression).flatMap(asWords);
  }
  if (!ts.isJsxAttribute(node) || !SPOKEN_ATTRIBUTES.has(node.name.getText())) return [];
  const value = node.initializer;
  return literalsOf(value && ts.isJsxExpression(value) ? value.expression : value).flatMap(asWords);
}

/** What an expression can come out as, where that is a literal. */
function literalsOf(expression: ts.Node | undefined): string[] {
  if (expression === undefined) return [];
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isTemplateExpression(expression)) {
    return [expression.head.text, ...expression.templateSpans.map(({ literal }) => literal.text)];
  }
  if (ts.isParenthesizedExpression(expression)) return literalsOf(expression.expression);
  if (ts.isConditionalExpression(expression)) {
    return [...literalsOf(expression.whenTrue), ...literalsOf(expression.whenFalse)];
  }
  if (ts.isBinaryExpression(expression) && CHOICES.has(expression.operatorToken.kind))
    return [...literalsOf(expression.left), ...literalsOf(expression.right)];
  return [];
}

function asWords(text: string): string[] {
  const words = text.trim();
  // A path of an address.
  if (words.startsWith("/")) return [];
  return HAS_WORDS.test(words) && !SAME_EVERYWHERE.has(words) ? [words] : [];
}

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|\.d\.ts$/.test(name))
    .map((name) => join(folder, name));
}
