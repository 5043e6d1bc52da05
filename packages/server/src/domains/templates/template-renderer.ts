import { LiquidError, type Template, UndefinedVariableError } from "liquidjs";
import { MAX_TEXT_LENGTH } from "../../channels/content.ts";
import { createTemplateEngine } from "./template-engine.ts";
import { TemplateInvalid, TemplateNotRenderable, type TemplatePosition } from "./templates.errors.ts";

/** In characters, of a template's source. */
export const MAX_TEMPLATE_LENGTH = 10_000;

/** A template known to be well formed. */
export interface ParsedTemplate {
  readonly source: string;
  readonly nodes: Template[];
}

export interface RenderedTemplate {
  readonly text: string;
  /** Names the template printed that have no value and no fallback (`| default: "…"`), as they are written: `contact.name`. */
  readonly missing: readonly string[];
}

/** Our templates: Liquid. Pure: neither files, nor time, nor chance. */
export interface TemplateRenderer {
  /** @throws TemplateInvalid with line and column. */
  parse(source: string): ParsedTemplate;
  /** `variables` are plain data. A name without value is printed as nothing and reported. The text is fit for PostgreSQL (no NUL, no half
   *  characters).
   *  @throws TemplateNotRenderable beyond the limits of steps, time, memory and length (`maxLength` characters, default 4096). */
  render(
    template: ParsedTemplate,
    variables: Readonly<Record<string, unknown>>,
    options?: { maxLength?: number },
  ): RenderedTemplate;
  /** What a template wants to be given: `["contact.name", "message.text"]`, each once.
   *  @throws TemplateInvalid */
  listVariables(source: string): string[];
}

const CACHED_TEMPLATES = 500;
/** Each name without value costs another rendering; a template with more of them is rendered as it is. */
const MAX_MISSING = 30;

export function createTemplateRenderer(): TemplateRenderer {
  const engine = createTemplateEngine();
  const parsed = new Map<string, ParsedTemplate>();

  function parse(source: string): ParsedTemplate {
    const known = parsed.get(source);
    if (known) return known;
    if (source.length > MAX_TEMPLATE_LENGTH) {
      const reason = `the template is longer than ${MAX_TEMPLATE_LENGTH} characters`;
      throw new TemplateInvalid(reason, { line: 1, column: 1 });
    }
    const template = { source, nodes: parseNodes(source) };
    const [oldest] = parsed.keys();
    if (parsed.size >= CACHED_TEMPLATES && oldest !== undefined) parsed.delete(oldest);
    parsed.set(source, template);
    return template;
  }

  function parseNodes(source: string): Template[] {
    try {
      return engine.parse(source);
    } catch (error) {
      throw new TemplateInvalid(reasonOf(error), positionOf(error) ?? { line: 1, column: 1 }, error);
    }
  }

  /** The engine stops at the first name without value; it is then given the value "nothing", and all begins again. */
  function renderReporting({ nodes }: ParsedTemplate, variables: object): RenderedTemplate {
    const missing = new Set<string>();
    let given = variables;
    while (missing.size < MAX_MISSING) {
      try {
        return { text: engine.render(nodes, given, true), missing: [...missing] };
      } catch (error) {
        const name = findMissingName(error);
        if (name === undefined) throw error;
        // Asked for again: it belongs to something made by the template itself, and can't be given from here.
        if (missing.has(name)) break;
        missing.add(name);
        given = withNothingAt(given, name.split("."));
      }
    }
    return { text: engine.render(nodes, given, false), missing: [...missing] };
  }

  return {
    parse,
    render(template, variables, { maxLength = MAX_TEXT_LENGTH } = {}) {
      let rendered: RenderedTemplate;
      try {
        rendered = renderReporting(template, variables);
      } catch (error) {
        throw new TemplateNotRenderable(reasonOf(error), positionOf(error), error);
      }
      const { text, missing } = rendered;
      if (text.length > maxLength) {
        throw new TemplateNotRenderable(
          `the text became ${text.length} characters long; ${maxLength} are allowed`,
          undefined,
        );
      }
      return { text: text.replaceAll("\0", "").toWellFormed(), missing };
    },
    listVariables: (source) => [...new Set(engine.listVariables(parse(source).nodes))],
  };
}

function findMissingName(error: unknown): string | undefined {
  const cause = error instanceof Error ? ((error as { originalError?: unknown }).originalError ?? error) : undefined;
  if (!(error instanceof UndefinedVariableError) && !(cause instanceof UndefinedVariableError)) return undefined;
  return /undefined variable: (.+?)(?:, line:\d+, col:\d+)?$/s.exec((cause as Error).message)?.[1];
}

/** A copy in which the value at this path is null, which the engine takes for a value and prints as nothing. */
function withNothingAt(variables: object, path: readonly string[]): object {
  const copy: Record<string, unknown> | unknown[] = Array.isArray(variables) ? [...variables] : { ...variables };
  const [name, ...rest] = path;
  if (name === undefined) return copy;
  const inner = Object.hasOwn(copy, name) ? (copy as Record<string, unknown>)[name] : undefined;
  const value = rest.length > 0 && typeof inner === "object" && inner !== null ? withNothingAt(inner, rest) : null;
  Object.defineProperty(copy, name, { value, enumerable: true, writable: true, configurable: true });
  return copy;
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/(, line:\d+, col:\d+)+$/, "");
}

function positionOf(error: unknown): TemplatePosition | undefined {
  if (!LiquidError.is(error)) return undefined;
  const [line, column] = (error as LiquidError).token.getPosition();
  return line === undefined || column === undefined ? undefined : { line, column };
}
