/** Values that a JSON schema allows. What a schema can't say (which ids exist, what a phone number looks like) is known by name. */
import fc from "fast-check";
import { hostileText, hostileValue } from "./hostile-values.ts";
import { idPlaceholder } from "./known-ids.ts";

export interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Values of a member with this name, whatever its schema says. */
export type NamedValues = Readonly<Record<string, fc.Arbitrary<unknown>>>;

export interface SchemaContext {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly named: NamedValues;
}

const phone = fc.nat(99_999).map((number) => `+3468${String(number).padStart(7, "0")}`);
const KIND_OF_ID: Readonly<Record<string, string>> = {
  channelId: "channels",
  conversationId: "conversations",
  contactId: "contacts",
  mediaId: "media",
  ids: "rules",
};

export function arbitraryOf(schema: JsonSchema, context: SchemaContext, name = ""): fc.Arbitrary<unknown> {
  const named = Object.hasOwn(context.named, name) ? context.named[name] : undefined;
  if (named) return named;
  if (schema.$ref !== undefined) {
    const target = context.schemas[schema.$ref.split("/").at(-1) ?? ""];
    if (!target) throw new Error(`the OpenAPI document refers to ${schema.$ref}, which is not in it`);
    return arbitraryOf(target, context, name);
  }
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives) return fc.oneof(...alternatives.map((one) => arbitraryOf(one, context, name)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "object":
      return objectOf(schema, context);
    case "array":
      return fc.array(arbitraryOf(schema.items ?? {}, context, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 4, 4)),
      });
    case "string":
      return textOf(schema, name);
    case "integer":
      return fc.integer({ min: toInt(schema.minimum, -(2 ** 31)), max: toInt(schema.maximum, 2 ** 31 - 1) });
    case "number":
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return hostileValue;
  }
}

function objectOf({ properties = {}, required = [] }: JsonSchema, context: SchemaContext): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, arbitraryOf(schema, context, name)]),
  );
  return fc.record(members, { requiredKeys: [...required] });
}

function textOf(schema: JsonSchema, name: string): fc.Arbitrary<string> {
  const { minLength: min = 0, maxLength: max = 200 } = schema;
  if (schema.format === "uuid") {
    const kind = KIND_OF_ID[name];
    return kind === undefined ? fc.uuid() : fc.nat(50).map((number) => idPlaceholder(kind, number));
  }
  if (schema.format === "date-time") {
    const at = fc.date({ min: new Date("1999-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    return fc.oneof(
      { weight: 5, arbitrary: at.map((date) => date.toISOString()) },
      { weight: 1, arbitrary: fc.constantFrom("0000-01-01T00:00:00Z", "0001-01-01T00:00:00+23:59") },
      { weight: 1, arbitrary: fc.constantFrom("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59-23:59") },
    );
  }
  if (schema.format === "uri") return fc.webUrl({ validSchemes: ["https"] });
  if (schema.format === "email") return fc.emailAddress();
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern));
  if (name === "to" || name === "phone") return phone;
  const fits = (text: string) =>
    text.length >= min && text.length <= max && text.isWellFormed() && !text.includes("\0") && text.trim() !== "";
  const ordinary = fc.string({ unit: "grapheme", minLength: min, maxLength: Math.max(min, Math.min(max, 60)) });
  return fc.oneof(
    { weight: 6, arbitrary: ordinary.map((text) => text.slice(0, max)) },
    // Odd, but nothing that is refused everywhere.
    { weight: 1, arbitrary: hostileText.map((text) => (fits(text) ? text : "odd".padEnd(min, "x"))) },
  );
}

function toInt(bound: number | undefined, byDefault: number): number {
  return bound === undefined ? byDefault : Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, bound));
}
