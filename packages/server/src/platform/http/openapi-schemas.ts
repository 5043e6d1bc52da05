/** Makes the named schemas of an OpenAPI document such as a person would write: pure. */

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Schemas = Record<string, Json>;

const REF = "#/components/schemas/";
/** What the Zod plugin calls a schema as it is taken, where the plain name is the schema as it is answered. */
const INPUT = "Input";

/** Named schemas nobody refers to are left out, those taken and answered alike are one, and formats stand without the pattern that
 *  spells them out. The order is that of the names, so that the same routes always give the same document. */
export function tidySchemas<Document extends object>(document: Document): Document {
  let tidy = withoutFormatPatterns(document as unknown as Json) as { components?: { schemas?: Schemas } };
  tidy = mergeInputs(tidy);
  const schemas = tidy.components?.schemas ?? {};
  const used = findUsed(tidy, schemas);
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  kept.sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...tidy, components: { ...tidy.components, schemas: Object.fromEntries(kept) } } as unknown as Document;
}

/** `XInput` and `X` are one schema when they say the same, references between such pairs taken as equal. */
function mergeInputs<Document extends { components?: { schemas?: Schemas } }>(document: Document): Document {
  const schemas = document.components?.schemas ?? {};
  let pairs = Object.keys(schemas)
    .filter((name) => name.endsWith(INPUT))
    .map((name) => [name, name.slice(0, -INPUT.length)] as const)
    .filter(([, plain]) => plain in schemas);
  // All are thought equal until one is found that is not; what refers to it may then differ, too.
  for (;;) {
    const names = new Map(pairs);
    const equal = pairs.filter(([input, plain]) => isSame(schemas[input], schemas[plain], names));
    if (equal.length === pairs.length) break;
    pairs = equal;
  }
  return renameRefs(document as unknown as Json, new Map(pairs)) as unknown as Document;
}

function isSame(a: Json | undefined, b: Json | undefined, names: ReadonlyMap<string, string>): boolean {
  return JSON.stringify(renameRefs(a ?? null, names)) === JSON.stringify(b ?? null);
}

function renameRefs(value: Json, names: ReadonlyMap<string, string>): Json {
  return mapObjects(value, (object) => {
    const ref = refOf(object);
    const name = ref === undefined ? undefined : names.get(ref);
    return name === undefined ? object : { ...object, $ref: `${REF}${name}` };
  });
}

function withoutFormatPatterns(value: Json): Json {
  return mapObjects(value, (object) => {
    if (typeof object.format !== "string" || typeof object.pattern !== "string") return object;
    const { pattern: _, ...rest } = object;
    return rest;
  });
}

/** Names referred to from outside of the schemas, and from schemas so found. */
function findUsed(document: object, schemas: Schemas): ReadonlySet<string> {
  const used = new Set<string>();
  const visit = (value: Json) => {
    mapObjects(value, (object) => {
      const name = refOf(object);
      if (name !== undefined && !used.has(name)) {
        used.add(name);
        visit(schemas[name] ?? null);
      }
      return object;
    });
  };
  visit({ ...(document as Record<string, Json>), components: null });
  return used;
}

function refOf(object: { readonly [key: string]: Json }): string | undefined {
  return typeof object.$ref === "string" && object.$ref.startsWith(REF) ? object.$ref.slice(REF.length) : undefined;
}

/** Copies a JSON value, each object in it changed, the outer ones first. */
function mapObjects(value: Json, change: (object: { readonly [key: string]: Json }) => Json): Json {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, change));
  if (typeof value !== "object" || value === null) return value;
  const changed = change(value as { readonly [key: string]: Json });
  if (typeof changed !== "object" || changed === null || Array.isArray(changed)) return changed;
  return Object.fromEntries(Object.entries(changed).map(([key, item]) => [key, mapObjects(item, change)]));
}
