/** Which control a setting needs, from what its value may be. Pure. */
import type { Setting } from "@chasqui/client";

export type Control =
  | { readonly kind: "text"; readonly isLong: boolean }
  | { readonly kind: "number"; readonly min: number | undefined; readonly max: number | undefined }
  | { readonly kind: "words" }
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "country"; readonly choices: readonly string[] }
  | { readonly kind: "timezone" };

interface Schema {
  readonly type?: unknown;
  readonly enum?: unknown;
  readonly anyOf?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
}

export function readControl({ name, schema }: Pick<Setting, "name" | "schema">): Control {
  const { type, enum: choices, minimum, maximum } = withoutNull(schema);
  if (name === "defaultTimezone") return { kind: "timezone" };
  if (Array.isArray(choices)) {
    const words = choices.filter((choice) => typeof choice === "string");
    return name === "defaultCountry" ? { kind: "country", choices: words } : { kind: "choice", choices: words };
  }
  if (type === "array") return { kind: "words" };
  if (type === "integer" || type === "number")
    return { kind: "number", min: numberOf(minimum), max: numberOf(maximum) };
  return { kind: "text", isLong: isNullable(schema) };
}

/** Whether "not set" is a value of its own. */
function isNullable(schema: Schema): boolean {
  return Array.isArray(schema.anyOf) && schema.anyOf.some((one: Schema) => one.type === "null");
}

function withoutNull(schema: Schema): Schema {
  if (!Array.isArray(schema.anyOf)) return schema;
  return (schema.anyOf as Schema[]).find((one) => one.type !== "null") ?? schema;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** Whether two values are one: texts without blanks around, words in their order. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
