import { isObject, type JsonObject } from "../http/body.ts";
import { refuse } from "../http/graph-errors.ts";
import type { Phone, Template } from "../world/entities.ts";
import { findTemplate, type World } from "../world/world.ts";
import { missing, objects, requireArray, requireObject, requireText } from "./checks.ts";
import { type MediaReference, readMedia } from "./media-reference.ts";
import { findComponent, placeholders } from "./template-text.ts";

/** Statuses in which a template may be sent (cloud-api.md §4.1). */
const SENDABLE = new Set(["APPROVED", "FLAGGED", "REINSTATED"]);

const PARAMETER_KEYS = new Set([
  "text",
  "currency",
  "date_time",
  "image",
  "video",
  "document",
  "gif",
  "location",
  "product",
  "payload",
  "coupon_code",
  "action",
  "limited_time_offer",
]);

/**
 * Finds the template a send names and checks its parameters (§2.5, §8.3 step 8).
 * @throws GraphRefusal 132001, 132015, 132016, 132000, 132012, 132018, 131008, 131009
 */
export function checkTemplate(world: World, phone: Phone, payload: JsonObject, media: MediaReference[]): Template {
  const name = requireText(payload, "name", "template['name']", 512);
  const language = readLanguage(payload);
  const template = findTemplate(world, phone.waba, name, language);
  if (template === undefined || !isKnownToSenders(template)) {
    throw refuse(132001, `template name (${name}) does not exist in ${language}`);
  }
  if (template.status === "PAUSED") throw refuse(132015, `Template ${name} is paused due to low quality.`);
  if (template.status === "DISABLED") throw refuse(132016, `Template ${name} is disabled due to low quality.`);

  const given = payload.components === undefined ? [] : requireArray(payload, "components", "template['components']");
  const components = objects(given, "template['components']");
  checkHeader(template, findComponent(components, "HEADER"), media);
  checkTextParameters("body", template, findComponent(template.components, "BODY"), findComponent(components, "BODY"));
  checkButtons(template, components);
  return template;
}

function isKnownToSenders(template: Template): boolean {
  return SENDABLE.has(template.status) || template.status === "PAUSED" || template.status === "DISABLED";
}

function readLanguage(payload: JsonObject): string {
  const language = requireObject(payload, "language", "template['language']");
  if (language.policy !== undefined && language.policy !== "deterministic") {
    throw refuse(131009, "Param template['language']['policy'] must be one of {deterministic}.");
  }
  return requireText(language, "code", "template['language']['code']", 16);
}

function parametersOf(component: JsonObject | undefined, path: string): JsonObject[] {
  if (component?.parameters === undefined) return [];
  const parameters = objects(requireArray(component, "parameters", `${path}['parameters']`), path);
  for (const parameter of parameters) checkParameter(parameter, path);
  return parameters;
}

function checkParameter(parameter: JsonObject, path: string): void {
  const type = parameter.type === undefined ? "text" : String(parameter.type).toLowerCase();
  if (!PARAMETER_KEYS.has(type)) throw refuse(132012, `${path}: unknown parameter type ${type}`);
  if (type === "text") checkText(parameter.text, path);
  if ((type === "currency" || type === "date_time") && !isObject(parameter[type])) missing(`${path}['${type}']`);
}

function checkText(text: unknown, path: string): void {
  if (text === undefined || text === "") {
    throw refuse(131008, `Parameter of type text is missing text value (${path}).`);
  }
  if (typeof text !== "string") throw refuse(132012, `${path}: text must be a string`);
  if (/[\n\t]| {5,}/.test(text)) {
    throw refuse(132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces");
  }
}

function checkTextParameters(
  where: "body" | "header",
  template: Template,
  declared: JsonObject | undefined,
  given: JsonObject | undefined,
): void {
  // An authentication template's body is fixed; its one parameter is the code.
  const isOneTimeCode = where === "body" && template.category === "AUTHENTICATION";
  const names = isOneTimeCode && placeholders(declared?.text).length === 0 ? ["1"] : placeholders(declared?.text);
  const parameters = parametersOf(given, where);
  if (parameters.length !== names.length) {
    const details = `${where}: number of localizable_params (${parameters.length}) does not match the expected number of params (${names.length})`;
    throw refuse(132000, details);
  }
  for (const parameter of parameters) {
    const name = parameter.parameter_name;
    if (template.parameterFormat === "POSITIONAL") {
      if (name !== undefined) throw refuse(132012, `${where}: parameter_name is not allowed in a positional template`);
    } else if (typeof name !== "string" || !names.includes(name)) {
      throw refuse(132012, `${where}: Parameter name is missing or empty, or not one of ${names.join(", ")}`);
    }
  }
}

function checkHeader(template: Template, given: JsonObject | undefined, media: MediaReference[]): void {
  const declared = findComponent(template.components, "HEADER");
  const format = String(declared?.format ?? "TEXT").toUpperCase();
  if (declared === undefined || format === "TEXT") {
    checkTextParameters("header", template, declared, given);
    return;
  }
  const parameters = parametersOf(given, "header");
  const expected = format === "GIF" ? "video" : format.toLowerCase();
  const first = parameters[0];
  if (first === undefined || parameters.length !== 1) {
    const details = `header: number of localizable_params (${parameters.length}) does not match the expected number of params (1)`;
    throw refuse(132000, details);
  }
  const type = String(first.type).toLowerCase();
  if (type !== expected && type !== format.toLowerCase()) {
    throw refuse(132012, `header: Format mismatch, expected ${format}, received ${type.toUpperCase()}`);
  }
  if (expected === "image" || expected === "video" || expected === "document") {
    media.push(readMedia(expected, requireObject(first, type), `header['${type}']`));
  }
}

function checkButtons(template: Template, components: readonly JsonObject[]): void {
  const declared = findComponent(template.components, "BUTTONS")?.buttons;
  const buttons = Array.isArray(declared) ? declared.filter(isObject) : [];
  const given = new Map<number, JsonObject>();
  for (const component of components) {
    if (String(component.type).toLowerCase() !== "button") continue;
    const index = Number(component.index);
    if (!Number.isInteger(index) || index < 0 || index >= buttons.length) {
      throw refuse(132018, `buttons: Button at index ${String(component.index)} does not exist in the template`);
    }
    given.set(index, component);
  }
  buttons.forEach((button, index) => {
    checkButton(button, index, given.get(index));
  });
}

function checkButton(declared: JsonObject, index: number, given: JsonObject | undefined): void {
  const type = String(declared.type).toUpperCase();
  const parameters = parametersOf(given, `buttons[${index}]`);
  const needsOne = (type === "URL" && placeholders(declared.url).length > 0) || type === "OTP" || type === "COPY_CODE";
  if (needsOne && parameters.length !== 1) {
    throw refuse(131008, `Button at index ${index} of type ${type} requires a parameter`);
  }
  if (type === "URL" && !needsOne && parameters.length > 0) {
    throw refuse(132018, `buttons: Button at index ${index} of type Url does not require a parameter`);
  }
  if (type === "OTP" && String(parameters[0]?.text ?? parameters[0]?.coupon_code ?? "").length > 15) {
    throw refuse(132005, "The code of an authentication template must be at most 15 characters long.");
  }
}
