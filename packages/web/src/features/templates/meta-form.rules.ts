/** A template as it is sent in to Meta: from the form to Meta's components and back, and what Meta would refuse. Pure.
 *  Limits are Meta's, in characters. */
export const META_LIMITS = { name: 512, header: 60, body: 1024, footer: 60, button: 25, url: 2000, phone: 20 } as const;
export const META_BUTTON_TYPES = ["QUICK_REPLY", "URL", "PHONE_NUMBER"] as const;
/** Authentication templates have a shape of their own, and are made in WhatsApp Manager. */
export const META_DRAFT_CATEGORIES = ["UTILITY", "MARKETING"] as const;
const MOST_OF_TYPE = { QUICK_REPLY: 10, URL: 2, PHONE_NUMBER: 1 } as const;
const MOST_BUTTONS = 10;

type ButtonType = (typeof META_BUTTON_TYPES)[number];

export interface MetaButton {
  readonly type: ButtonType;
  readonly text: string;
  readonly url: string;
  readonly phone: string;
}

export interface MetaValues {
  name: string;
  language: string;
  category: (typeof META_DRAFT_CATEGORIES)[number];
  header: string;
  body: string;
  footer: string;
  buttons: MetaButton[];
  /** By place: `header.1`, `body.1`, `button.0`. */
  examples: Record<string, string>;
}

export interface MetaPlace {
  /** `header.1`, `body.1`, `button.0`. */
  readonly id: string;
  /** As the text has it: `1`, `first_name`. */
  readonly name: string;
  readonly part: "header" | "body" | "button";
}

const PLACE = /\{\{\s*([A-Za-z0-9_]*)\s*\}\}/g;

export function listPlaces({ header, body, buttons }: Pick<MetaValues, "header" | "body" | "buttons">): MetaPlace[] {
  const ofText = (part: "header" | "body", text: string) =>
    namesIn(text).map((name): MetaPlace => ({ id: `${part}.${name}`, name, part }));
  const ofButtons = buttons.flatMap(({ type, url, text }, index): MetaPlace[] =>
    type === "URL" && namesIn(url).length > 0 ? [{ id: `button.${index}`, name: text, part: "button" }] : [],
  );
  return [...ofText("header", header), ...ofText("body", body), ...ofButtons];
}

/** Each once; numbers by size, names as they come. */
function namesIn(text: string): string[] {
  const names = [...new Set([...text.matchAll(PLACE)].map(([, name = ""]) => name))];
  return names.every(isNumber) ? names.sort((a, b) => Number(a) - Number(b)) : names;
}

/** The next number for a placeholder. */
export function nextPlace(text: string): string {
  return `{{${Math.max(0, ...namesIn(text).filter(isNumber).map(Number)) + 1}}}`;
}

/** What Meta would refuse, by field: a key of `templates.meta.problems`, and what it names. */
export interface MetaProblem {
  readonly field: string;
  readonly kind:
    | "required"
    | "name"
    | "tooLong"
    | "edge"
    | "adjacent"
    | "unnamed"
    | "mixed"
    | "gap"
    | "tooMany"
    | "placeholders"
    | "example"
    | "url"
    | "phone"
    | "buttons";
  readonly limit?: number;
}

export function findMetaProblems(values: MetaValues): MetaProblem[] {
  const { name, header, body, footer, buttons, examples } = values;
  return [
    ...(name === ""
      ? [{ field: "name", kind: "required" } as const]
      : /^[a-z0-9_]+$/.test(name)
        ? []
        : [{ field: "name", kind: "name" } as const]),
    ...(body.trim() === "" ? [{ field: "body", kind: "required" } as const] : textProblems("body", body)),
    ...textProblems("header", header),
    ...(namesIn(header).length > 1 ? [{ field: "header", kind: "tooMany" } as const] : []),
    ...(footer.length > META_LIMITS.footer
      ? [{ field: "footer", kind: "tooLong", limit: META_LIMITS.footer } as const]
      : []),
    ...(namesIn(footer).length > 0 ? [{ field: "footer", kind: "placeholders" } as const] : []),
    ...buttons.flatMap((button, index) => buttonProblems(button, index)),
    ...listPlaces(values).flatMap(({ id }): MetaProblem[] =>
      (examples[id] ?? "").trim() === "" ? [{ field: `examples.${id}`, kind: "example" }] : [],
    ),
  ];
}

function textProblems(field: "header" | "body", text: string): MetaProblem[] {
  const names = namesIn(text);
  const limit = META_LIMITS[field];
  const words = text
    .replace(PLACE, " ")
    .split(/\s+/)
    .filter((word) => word !== "").length;
  const numbers = names.filter(isNumber).map(Number);
  const checks: ReadonlyArray<[MetaProblem["kind"], boolean]> = [
    ["tooLong", text.length > limit],
    ["unnamed", names.includes("")],
    ["mixed", numbers.length > 0 && numbers.length < names.length],
    ["gap", numbers.some((number, index) => number !== index + 1)],
    ["edge", field === "body" && (/^\s*\{\{/.test(text) || /\}\}\s*$/.test(text))],
    ["adjacent", /\}\}\s*\{\{/.test(text)],
    ["tooMany", field === "body" && names.length > 0 && words < names.length * 2],
  ];
  const found = checks.find(([, isSo]) => isSo);
  return found ? [{ field, kind: found[0], limit }] : [];
}

function buttonProblems({ type, text, url, phone }: MetaButton, index: number): MetaProblem[] {
  const field = `buttons.${index}`;
  if (text.trim() === "") return [{ field, kind: "required" }];
  if (text.length > META_LIMITS.button) return [{ field, kind: "tooLong", limit: META_LIMITS.button }];
  if (type === "URL" && !/^https?:\/\/\S+$/.test(url.replace(PLACE, "x"))) return [{ field, kind: "url" }];
  if (type === "PHONE_NUMBER" && !/^\+[0-9]{5,19}$/.test(phone.replace(/\s/g, ""))) return [{ field, kind: "phone" }];
  return [];
}

/** Whether one more button of a type is possible. */
export function mayAddButton(buttons: readonly MetaButton[], type: ButtonType): boolean {
  return buttons.length < MOST_BUTTONS && buttons.filter((button) => button.type === type).length < MOST_OF_TYPE[type];
}

export function parameterFormatOf({ header, body }: Pick<MetaValues, "header" | "body">): "POSITIONAL" | "NAMED" {
  const names = namesIn(`${header} ${body}`);
  return names.length > 0 && !names.every(isNumber) ? "NAMED" : "POSITIONAL";
}

export function toComponents(values: MetaValues): Array<Record<string, unknown>> {
  const { header, body, footer, buttons, examples } = values;
  const isNamed = parameterFormatOf(values) === "NAMED";
  const exampleOf = (part: "header" | "body", text: string) => {
    const shown = namesIn(text).map((name) => ({ param_name: name, example: examples[`${part}.${name}`] ?? "" }));
    if (shown.length === 0) return {};
    if (isNamed) return { example: { [`${part}_text_named_params`]: shown } };
    const texts = shown.map(({ example }) => example);
    return { example: part === "body" ? { body_text: [texts] } : { header_text: texts } };
  };
  return [
    ...(header.trim() === "" ? [] : [{ type: "HEADER", format: "TEXT", text: header, ...exampleOf("header", header) }]),
    { type: "BODY", text: body, ...exampleOf("body", body) },
    ...(footer.trim() === "" ? [] : [{ type: "FOOTER", text: footer }]),
    ...(buttons.length === 0
      ? []
      : [{ type: "BUTTONS", buttons: buttons.map((button, index) => toButton(button, examples[`button.${index}`])) }]),
  ];
}

function toButton({ type, text, url, phone }: MetaButton, example: string | undefined): Record<string, unknown> {
  if (type === "URL") {
    const shown = namesIn(url).length > 0 ? { example: [url.replace(PLACE, example ?? "")] } : {};
    return { type, text, url, ...shown };
  }
  if (type === "PHONE_NUMBER") return { type, text, phone_number: phone.replace(/\s/g, "") };
  return { type, text };
}

/** A template of Meta's as the form holds it; undefined: it has parts that are only made in WhatsApp Manager. */
export function toMetaValues(template: {
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly components: readonly unknown[] | null;
}): MetaValues | undefined {
  const category = META_DRAFT_CATEGORIES.find((one) => one === template.category);
  if (category === undefined || template.components === null) return undefined;
  const { name, language } = template;
  const values: MetaValues = { name, language, category, header: "", body: "", footer: "", buttons: [], examples: {} };
  for (const component of template.components.map(asRecord)) {
    const text = textOf(component.text);
    if (component.type === "BODY") readText(values, "body", text, asRecord(component.example));
    else if (component.type === "FOOTER") values.footer = text;
    else if (component.type === "HEADER" && (component.format ?? "TEXT") === "TEXT")
      readText(values, "header", text, asRecord(component.example));
    else if (component.type === "BUTTONS" && Array.isArray(component.buttons)) {
      if (!readButtons(values, component.buttons.map(asRecord))) return undefined;
    } else return undefined;
  }
  return values;
}

function readText(values: MetaValues, part: "header" | "body", text: string, example: Record<string, unknown>): void {
  values[part] = text;
  const rows = part === "body" ? (Array.isArray(example.body_text) ? example.body_text[0] : []) : example.header_text;
  for (const [index, shown] of (Array.isArray(rows) ? rows : []).entries()) {
    values.examples[`${part}.${index + 1}`] = textOf(shown);
  }
  const named = example[`${part}_text_named_params`];
  for (const one of (Array.isArray(named) ? named : []).map(asRecord)) {
    values.examples[`${part}.${textOf(one.param_name)}`] = textOf(one.example);
  }
}

function readButtons(values: MetaValues, buttons: ReadonlyArray<Record<string, unknown>>): boolean {
  for (const [index, { type, text, url, phone_number: phone, example }] of buttons.entries()) {
    const known = META_BUTTON_TYPES.find((one) => one === type);
    if (known === undefined) return false;
    values.buttons.push({ type: known, text: textOf(text), url: textOf(url), phone: textOf(phone) });
    const [shown] = Array.isArray(example) ? example : [example];
    const [before = "", after = ""] = textOf(url)
      .split(PLACE)
      .filter((_, at) => at % 2 === 0);
    if (typeof shown === "string") {
      values.examples[`button.${index}`] = shown.slice(
        shown.startsWith(before) ? before.length : 0,
        shown.length - after.length,
      );
    }
  }
  return true;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The texts with examples in the places of placeholders; one without stays as it is written. */
export function fillExamples(
  part: "header" | "body",
  text: string,
  examples: Readonly<Record<string, string>>,
): string {
  return text.replace(PLACE, (whole, name: string) => examples[`${part}.${name}`] || whole);
}

function isNumber(name: string): boolean {
  return /^\d+$/.test(name);
}
