import { isObject, type JsonObject } from "../http/body.ts";
import { GraphRefusal, invalidParameter } from "../http/graph-errors.ts";
import { findComponent, placeholders } from "../send/template-text.ts";
import type { TemplateCategory } from "../world/entities.ts";

/** Meta's limits for a new template (cloud-api.md §4.1), each refused with code 100 and its own subcode. */
const MAX_BUTTONS: Readonly<Record<string, number>> = { URL: 2, PHONE_NUMBER: 1, COPY_CODE: 1, QUICK_REPLY: 10 };
const CATEGORIES: readonly TemplateCategory[] = ["MARKETING", "UTILITY", "AUTHENTICATION"];
const HEADER_FORMATS = new Set(["TEXT", "IMAGE", "VIDEO", "GIF", "DOCUMENT", "LOCATION", "PRODUCT"]);
const BUTTON_TYPES = new Set([
  "QUICK_REPLY",
  "URL",
  "PHONE_NUMBER",
  "OTP",
  "COPY_CODE",
  "FLOW",
  "CATALOG",
  "MPM",
  "SPM",
  "VOICE_CALL",
  "APP",
  "REQUEST_CONTACT_INFO",
]);

export function refuseTemplate(subcode: number, title: string, message: string): GraphRefusal {
  return new GraphRefusal("Invalid parameter", {
    code: 100,
    status: 400,
    subcode,
    userTitle: title,
    userMessage: message,
    isTransient: false,
  });
}

export function readCategory(value: unknown): TemplateCategory {
  const category = CATEGORIES.find((known) => known === String(value).toUpperCase());
  if (category === undefined) throw invalidParameter(`Param category must be one of {${CATEGORIES.join(", ")}}.`);
  return category;
}

export function readName(value: unknown): string {
  if (typeof value !== "string" || value === "") throw invalidParameter("The parameter name is required.");
  if (!/^[a-z0-9_]{1,512}$/.test(value)) {
    throw invalidParameter("Param name must have at most 512 lowercase letters, digits and underscores.");
  }
  return value;
}

/** @throws GraphRefusal 100 with the subcode of the broken rule */
export function checkComponents(
  value: unknown,
  category: TemplateCategory,
  format: "POSITIONAL" | "NAMED",
): JsonObject[] {
  if (!Array.isArray(value) || !value.every(isObject)) throw invalidParameter("The parameter components is required.");
  const components: JsonObject[] = value;
  const types = components.map((component) => String(component.type).toUpperCase());
  for (const type of ["HEADER", "BODY", "FOOTER", "BUTTONS"]) {
    if (types.filter((known) => known === type).length > 1)
      throw invalidParameter(`There can be only one ${type} component.`);
  }
  const body = findComponent(components, "BODY");
  if (body === undefined) throw invalidParameter("A template needs a BODY component.");
  if (category !== "AUTHENTICATION") checkBody(body, format);
  const header = findComponent(components, "HEADER");
  if (header !== undefined) checkHeader(header);
  const footer = findComponent(components, "FOOTER");
  if (footer !== undefined && category !== "AUTHENTICATION") checkFooter(footer);
  const buttons = findComponent(components, "BUTTONS")?.buttons;
  if (Array.isArray(buttons)) checkButtons(buttons.filter(isObject));
  return components;
}

function checkBody(body: JsonObject, format: "POSITIONAL" | "NAMED"): void {
  const text = body.text;
  if (typeof text !== "string" || text === "") throw invalidParameter("The body needs a text.");
  if ([...text].length > 1024)
    throw refuseTemplate(2388040, "Character limit exceeded", "The body is limited to 1024 characters.");
  if (/^\s*\{\{/.test(text) || /\}\}\s*$/.test(text)) {
    throw refuseTemplate(
      2388299,
      "Leading or trailing parameters",
      "Variables can't be at the start or end of the template.",
    );
  }
  if (/\}\}\s*\{\{/.test(text)) {
    throw refuseTemplate(2388072, "Invalid format", "Variables can't stand next to each other.");
  }
  const names = placeholders(text);
  const words = text
    .replace(/\{\{[^}]*\}\}/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "").length;
  if (names.length > 0 && words < names.length * 2) {
    throw refuseTemplate(2388293, "Too many variables", "The template has too many variables for its length.");
  }
  const areNumbers = names.every((name) => /^\d+$/.test(name));
  if (names.length > 0 && areNumbers !== (format === "POSITIONAL")) {
    throw invalidParameter(`Param components has variables that are not ${format}.`);
  }
  if (names.length > 0 && !isObject(body.example)) {
    throw refuseTemplate(2388043, "Missing sample", "Variables in the body need an example.");
  }
}

function checkHeader(header: JsonObject): void {
  const format = String(header.format ?? "TEXT").toUpperCase();
  if (!HEADER_FORMATS.has(format))
    throw invalidParameter(`Param format must be one of {${[...HEADER_FORMATS].join(", ")}}.`);
  if (format !== "TEXT") {
    const needsSample = format === "IMAGE" || format === "VIDEO" || format === "GIF" || format === "DOCUMENT";
    if (needsSample && !(isObject(header.example) && Array.isArray(header.example.header_handle))) {
      throw refuseTemplate(2388273, "Missing sample", "A media header needs example.header_handle.");
    }
    return;
  }
  const text = header.text;
  if (typeof text !== "string" || text === "" || [...text].length > 60) {
    throw refuseTemplate(2388047, "Header format incorrect", "A text header has 1 to 60 characters.");
  }
  if (placeholders(text).length > 1) {
    throw refuseTemplate(2388047, "Header format incorrect", "A text header may have one variable.");
  }
}

function checkFooter(footer: JsonObject): void {
  const text = footer.text;
  if (typeof text !== "string" || [...text].length > 60 || text.includes("{{")) {
    throw refuseTemplate(2388073, "Footer format incorrect", "A footer has at most 60 characters and no variables.");
  }
}

function checkButtons(buttons: readonly JsonObject[]): void {
  if (buttons.length > 10) throw invalidParameter("A template can have at most 10 buttons.");
  const counts = new Map<string, number>();
  for (const button of buttons) {
    const type = String(button.type).toUpperCase();
    if (!BUTTON_TYPES.has(type)) throw invalidParameter(`Param type must be one of {${[...BUTTON_TYPES].join(", ")}}.`);
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    const max = MAX_BUTTONS[type];
    if (max !== undefined && count > max)
      throw invalidParameter(`A template can have at most ${max} buttons of type ${type}.`);
    if (typeof button.text === "string" && [...button.text].length > 25) {
      throw invalidParameter("The text of a button has at most 25 characters.");
    }
    if (type === "URL") checkUrl(button.url);
  }
}

function checkUrl(url: unknown): void {
  if (typeof url !== "string" || url.length > 2000)
    throw invalidParameter("A URL button needs a URL of at most 2000 characters.");
  const variables = url.match(/\{\{/g)?.length ?? 0;
  if (variables > 1 || (variables === 1 && !url.endsWith("}}"))) {
    throw invalidParameter("The URL of a button may have one variable, at its end.");
  }
}
