import { isObject, type JsonObject } from "../http/body.ts";
import { refuse } from "../http/graph-errors.ts";

/** Refuses with 131008: a member that must be there is not. */
export function missing(path: string): never {
  throw refuse(131008, `The parameter ${path} is required.`);
}

/** Refuses with 131009: a member is there but may not have that value. */
export function invalid(details: string): never {
  throw refuse(131009, details);
}

export function requireObject(holder: JsonObject, key: string, path = key): JsonObject {
  const value = holder[key];
  if (value === undefined || value === null) missing(path);
  if (!isObject(value)) invalid(`Param ${path} must be a JSON object.`);
  return value;
}

export function requireArray(holder: JsonObject, key: string, path = key): readonly unknown[] {
  const value = holder[key];
  if (value === undefined || value === null) missing(path);
  if (!Array.isArray(value)) invalid(`Param ${path} must be an array.`);
  return value;
}

/** A non-empty string of at most `max` characters. */
export function requireText(holder: JsonObject, key: string, path: string, max: number): string {
  const value = holder[key];
  if (value === undefined || value === null || value === "") missing(path);
  return checkLength(value, path, max);
}

export function optionalText(holder: JsonObject, key: string, path: string, max: number): string | undefined {
  const value = holder[key];
  if (value === undefined || value === null) return undefined;
  return checkLength(value, path, max);
}

export function optionalBoolean(holder: JsonObject, key: string, path: string): void {
  const value = holder[key];
  if (value !== undefined && typeof value !== "boolean") invalid(`Param ${path} must be a boolean.`);
}

/** Every element of an array must be an object. */
export function objects(items: readonly unknown[], path: string): JsonObject[] {
  return items.map((item, index) => {
    if (!isObject(item)) invalid(`Param ${path}[${index}] must be a JSON object.`);
    return item;
  });
}

/** Unicode characters, not UTF-16 units: an emoji counts once. */
function checkLength(value: unknown, path: string, max: number): string {
  if (typeof value !== "string") invalid(`Param ${path} must be a string.`);
  if (value.length > max && [...value].length > max) {
    invalid(`Param ${path} must be at most ${max} characters long.`);
  }
  return value;
}
