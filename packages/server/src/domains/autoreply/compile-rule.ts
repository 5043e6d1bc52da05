/** Turns a stored rule into functions that decide fast: values normalised, pattern and templates parsed once. */
import { RE2JS, RE2JSException } from "re2js";
import { type MessageContent, messageContentSchema } from "../../channels/content.ts";
import type { ActiveHours } from "../../platform/active-hours.rules.ts";
import { describeError } from "../../platform/errors.ts";
import { chooseVariant, type Template, type TemplateRenderer } from "../templates/index.ts";
import { MatchValueEmpty, PatternInvalid } from "./autoreply.errors.ts";
import type { RuleMatch, RuleReply } from "./autoreply.schemas.ts";
import type { MessageWords } from "./message-words.rules.ts";
import { containsText, findRest, normaliseText, stripPunctuation } from "./text-matching.rules.ts";

/** A rule as it decides; see `rules` in the migration for the columns. */
export interface RuleDefinition {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly channelId: string | null;
  readonly match: RuleMatch;
  readonly reply: RuleReply;
  readonly activeHours: ActiveHours | null;
  readonly cooldownSeconds: number;
  readonly afterMatch: "stop" | "continue";
  readonly appliesToGroups: boolean;
}

export interface CompiledRule {
  readonly rule: RuleDefinition;
  /** @throws when the rule can't be used (one stored by another version). */
  findMatch(words: MessageWords): TextMatch | undefined;
  /** undefined: the reply is empty, so there is none.
   *  @throws TemplateInvalid, TemplateNotRenderable, Error when it is no message that can be sent. */
  renderReply(sources: ReplySources): RenderedReply | undefined;
}

/** What a reply is made of, besides the rule. */
export interface ReplySources {
  readonly variables: Readonly<Record<string, unknown>>;
  /** The contact's, if it is known. */
  readonly language: string | null;
  findTemplate(id: string): Template | undefined;
}

/** What a rule found in a message. */
export interface TextMatch {
  /** What follows the matched beginning (`starts-with`), as it was written. */
  readonly rest: string;
  /** `pattern`: the whole match, then each group; null: the group took no part. */
  readonly groups: readonly (string | null)[];
}

interface RenderedReply {
  readonly content: MessageContent;
  readonly missing: readonly string[];
}

/** What a pattern may grow to when its repeats are written out: bounds the work on each letter of a message. */
const MAX_PATTERN_SIZE = 500;
const NOTHING: TextMatch = { rest: "", groups: [] };

/** Never throws: a rule that can't be compiled throws when it is asked. */
export function compileRule(rule: RuleDefinition, templates: TemplateRenderer): CompiledRule {
  let findMatch: CompiledRule["findMatch"];
  try {
    findMatch = compileMatch(rule.match);
  } catch (error) {
    findMatch = () => {
      throw error;
    };
  }
  return { rule, findMatch, renderReply: (sources) => renderReply(rule.reply, sources, templates) };
}

/** @throws PatternInvalid, MatchValueEmpty */
export function compileMatch(match: RuleMatch): CompiledRule["findMatch"] {
  if (match.kind === "any") return (words) => (words.isConversational ? NOTHING : undefined);
  if (match.kind === "pattern") return compilePattern(match.pattern, match.caseSensitive);
  const wanted = match.values.map((value) => normaliseText(value, match));
  const emptyAt = wanted.indexOf("");
  if (emptyAt !== -1) throw new MatchValueEmpty(match.values[emptyAt] ?? "");
  switch (match.kind) {
    case "equals": {
      const exact = new Set(wanted);
      const bare = new Set(wanted.map(stripPunctuation).filter((value) => value !== ""));
      return (words) =>
        words.spoken.some((text) => exact.has(text.normalised(match)) || bare.has(text.bare(match)))
          ? NOTHING
          : undefined;
    }
    case "contains":
      // Not in payloads: letters within an id mean nothing.
      return ({ text }) =>
        text && wanted.some((value) => containsText(text.normalised(match), value, match.wholeWord))
          ? NOTHING
          : undefined;
    case "starts-with":
      return (words) => {
        for (const text of words.spoken) {
          for (const value of wanted) {
            const rest = findRest(text.written, value, match.wholeWord, match);
            if (rest !== undefined) return { rest, groups: [] };
          }
        }
        return undefined;
      };
  }
}

function compilePattern(pattern: string, caseSensitive: boolean): CompiledRule["findMatch"] {
  const expression = parsePattern(pattern, caseSensitive);
  return (words) => {
    for (const { written } of words.spoken) {
      const matcher = expression.matcher(written);
      if (!matcher.find()) continue;
      return { rest: "", groups: Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group)) };
    }
    return undefined;
  };
}

function parsePattern(pattern: string, caseSensitive: boolean): RE2JS {
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(pattern, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    const reason = describeError(error).replace(/^error parsing regexp: /, "");
    throw new PatternInvalid(error instanceof RE2JSException ? reason : "it is too complicated", error);
  }
  if (expression.programSize() > MAX_PATTERN_SIZE) throw new PatternInvalid("its repeats make it too large");
  return expression;
}

/** Replies that a rule sends by itself. */
type WrittenReply = Extract<RuleReply, { type: "text" | "buttons" }>;

/** Every text of a reply is a template; its type and the ids of its buttons are not. */
function renderReply(reply: RuleReply, sources: ReplySources, templates: TemplateRenderer): RenderedReply | undefined {
  const missing = new Set<string>();
  const render = (source: string): string => {
    const rendered = templates.render(templates.parse(source), sources.variables);
    for (const name of rendered.missing) missing.add(name);
    return rendered.text.trim();
  };
  const content = mapReply(writeOut(reply, sources), render);
  if ((content.type === "text" ? content.text : content.body) === "") return undefined;
  const parsed = messageContentSchema.safeParse(content);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The reply is no message that can be sent: ${reasons.join("; ")}`);
  }
  return { content: parsed.data, missing: [...missing] };
}

function writeOut(reply: RuleReply, { findTemplate, language }: ReplySources): WrittenReply {
  if (reply.type === "ask-ai") throw new Error("Its reply is for the AI to write.");
  if (reply.type !== "saved-template") return reply;
  const template = findTemplate(reply.templateId);
  if (!template) throw new Error("The template that it sends was deleted.");
  return { type: "text", text: chooseVariant(template.variants, language, template.defaultLanguage).body };
}

function mapReply(reply: WrittenReply, render: (source: string) => string): WrittenReply {
  if (reply.type === "text") return { ...reply, text: render(reply.text) };
  const { footer, ...rest } = reply;
  const renderedFooter = footer === undefined ? "" : render(footer);
  return {
    ...rest,
    body: render(reply.body),
    buttons: reply.buttons.map((button) => ({ ...button, title: render(button.title) })),
    ...(renderedFooter === "" ? {} : { footer: renderedFooter }),
  };
}

/** Every template text in a reply, to be checked before it is stored. */
export function listReplyTemplates(reply: RuleReply): string[] {
  if (reply.type === "saved-template") return [];
  if (reply.type === "ask-ai") return reply.instructions === null ? [] : [reply.instructions];
  const sources: string[] = [];
  mapReply(reply, (source) => {
    sources.push(source);
    return source;
  });
  return sources;
}
