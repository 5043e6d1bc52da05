/** A platform's template: where its placeholders are, and the message that comes of filling them. Components are Meta's, as its API has them.
 *  Pure. */
import type { MessageContent } from "../../channels/content.ts";

/** Something in a template that is filled for each message. */
export interface Placeholder {
  /** `body.1`, `header.image`, `button.0`. */
  readonly id: string;
  readonly part: "header" | "body" | "button";
  /** `image`, `video` and `document` want the link of a file, `code` a coupon code, `one-time-code` a code to sign in, the rest a text. */
  readonly kind: "text" | "url-ending" | "code" | "one-time-code" | "image" | "video" | "document";
  /** As the template has it: `1`, `first_name`; of a button its text. */
  readonly name: string;
  /** What the platform was shown when the template was sent in. */
  readonly example: string | null;
}

interface Component {
  readonly type?: unknown;
  readonly format?: unknown;
  readonly text?: unknown;
  readonly buttons?: unknown;
  readonly example?: unknown;
}

interface Button {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly url?: unknown;
  readonly example?: unknown;
}

const MEDIA_FORMATS = { IMAGE: "image", VIDEO: "video", DOCUMENT: "document" } as const;
const PLACE = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g;

export function listPlaceholders(components: readonly unknown[]): Placeholder[] {
  const parts = components.map(asObject) as Component[];
  return parts.flatMap((component): Placeholder[] => {
    switch (component.type) {
      case "HEADER":
        return headerPlaceholders(component);
      case "BODY":
        return textPlaceholders(component.text, "body", bodyExamples(component.example));
      case "BUTTONS":
        return buttonsOf(component).flatMap(buttonPlaceholders);
      default:
        return [];
    }
  });
}

function headerPlaceholders({ format, text, example }: Component): Placeholder[] {
  if (typeof format === "string" && Object.hasOwn(MEDIA_FORMATS, format)) {
    const kind = MEDIA_FORMATS[format as keyof typeof MEDIA_FORMATS];
    return [{ id: `header.${kind}`, part: "header", kind, name: kind, example: null }];
  }
  const { header_text: positional, header_text_named_params: named } = asObject(example);
  return textPlaceholders(text, "header", examplesOf(positional, named));
}

function bodyExamples(example: unknown): ReadonlyMap<string, string> {
  const { body_text: rows, body_text_named_params: named } = asObject(example);
  return examplesOf(Array.isArray(rows) ? rows[0] : undefined, named);
}

function examplesOf(positional: unknown, named: unknown): ReadonlyMap<string, string> {
  const shown = Array.isArray(positional) ? positional : [];
  const examples = new Map(shown.map((text, index): [string, string] => [String(index + 1), String(text)]));
  for (const one of Array.isArray(named) ? named.map(asObject) : []) {
    if (typeof one.param_name === "string") examples.set(one.param_name, String(one.example ?? ""));
  }
  return examples;
}

function textPlaceholders(
  text: unknown,
  part: "header" | "body",
  examples: ReadonlyMap<string, string>,
): Placeholder[] {
  return namesIn(text).map((name) => ({
    id: `${part}.${name}`,
    part,
    kind: "text",
    name,
    example: examples.get(name) ?? null,
  }));
}

/** Each once, in the order in which the platform wants their values: numbers by size, names as they come. */
function namesIn(text: unknown): string[] {
  if (typeof text !== "string") return [];
  const names = [...new Set([...text.matchAll(PLACE)].map(([, name]) => name as string))];
  return names.every((name) => /^\d+$/.test(name)) ? names.sort((a, b) => Number(a) - Number(b)) : names;
}

function buttonPlaceholders({ type, text, url, example }: Button, index: number): Placeholder[] {
  const shown = Array.isArray(example) ? example[0] : example;
  const common = {
    id: `button.${index}`,
    part: "button",
    name: String(text ?? ""),
    example: shown === undefined ? null : String(shown),
  } as const;
  if (type === "URL" && namesIn(url).length > 0) return [{ ...common, kind: "url-ending" }];
  if (type === "OTP") return [{ ...common, kind: "one-time-code" }];
  return type === "COPY_CODE" ? [{ ...common, kind: "code" }] : [];
}

/** A template as people see it, with what is known filled in. */
export interface FilledTemplate {
  readonly header: { readonly kind: string; readonly text: string | null; readonly link: string | null } | null;
  readonly body: string | null;
  readonly footer: string | null;
  readonly buttons: Array<{ kind: string; text: string; url: string | null }>;
}

/** `values` by placeholder; one without value stays as it is written. */
export function showFilled(components: readonly unknown[], values: ReadonlyMap<string, string>): FilledTemplate {
  const parts = components.map(asObject) as Component[];
  const find = (type: string) => parts.find((component) => component.type === type);
  const header = find("HEADER");
  const text = (part: "header" | "body", written: unknown) =>
    typeof written === "string"
      ? written.replace(PLACE, (whole, name) => values.get(`${part}.${name}`) ?? whole)
      : null;
  const footer = find("FOOTER")?.text;
  return {
    header: header ? showHeader(header, values, text("header", header.text)) : null,
    body: text("body", find("BODY")?.text),
    footer: typeof footer === "string" ? footer : null,
    buttons: buttonsOf(find("BUTTONS") ?? {}).map((button, index) => showButton(button, values.get(`button.${index}`))),
  };
}

function showHeader({ format }: Component, values: ReadonlyMap<string, string>, text: string | null) {
  const kind = typeof format === "string" ? format.toLowerCase() : "text";
  return { kind, text, link: values.get(`header.${kind}`) ?? null };
}

function showButton({ type, text, url }: Button, value: string | undefined) {
  const filled = typeof url === "string" ? url.replace(PLACE, (whole) => value ?? whole) : null;
  return {
    kind: typeof type === "string" ? type.toLowerCase().replaceAll("_", "-") : "unknown",
    text: String(text ?? ""),
    url: filled,
  };
}

type TemplateContent = Extract<MessageContent, { type: "template" }>;

/** The message to be sent. Every placeholder must have a value. */
export function toContent(
  template: { readonly name: string; readonly language: string; readonly parameterFormat: string | null },
  placeholders: readonly Placeholder[],
  values: ReadonlyMap<string, string>,
): TemplateContent {
  const isNamed = template.parameterFormat === "NAMED";
  const valueAt = ({ id }: Placeholder) => values.get(id) ?? "";
  const of = (part: Placeholder["part"]) => placeholders.filter((placeholder) => placeholder.part === part);
  const parameter = (placeholder: Placeholder): Record<string, unknown> => {
    if (placeholder.kind !== "text")
      return { type: placeholder.kind, [placeholder.kind]: { link: valueAt(placeholder) } };
    return { type: "text", ...(isNamed && { parameter_name: placeholder.name }), text: valueAt(placeholder) };
  };
  const components = (["header", "body"] as const)
    .map((part) => ({ type: part, parameters: of(part).map(parameter) }))
    .filter(({ parameters }) => parameters.length > 0);
  const buttons = of("button").map((placeholder) => ({
    type: "button",
    sub_type: placeholder.kind === "code" ? "copy_code" : "url",
    index: placeholder.id.slice("button.".length),
    parameters: [
      placeholder.kind === "code"
        ? { type: "coupon_code", coupon_code: valueAt(placeholder) }
        : { type: "text", text: valueAt(placeholder) },
    ],
  }));
  const all = [...components, ...buttons];
  const { name, language } = template;
  return { type: "template", name, language, ...(all.length > 0 && { components: all }) };
}

/** As the platform takes a value: one line, without gaps. */
export function tidyValue(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function buttonsOf({ buttons }: Component): Button[] {
  return Array.isArray(buttons) ? buttons.map(asObject) : [];
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
