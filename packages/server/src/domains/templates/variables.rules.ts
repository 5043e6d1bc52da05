/** What the placeholders of our texts can name, the same wherever such a text is used. Pure. */

/** What is known of a contact. */
export interface ContactFacts {
  readonly id: string;
  readonly name: string | null;
  /** E.164 with +. */
  readonly phone: string | null;
  /** As the contact's platform or a person says it, e.g. es or pt_BR. */
  readonly language: string | null;
  /** Custom fields. */
  readonly fields: Readonly<Record<string, unknown>>;
}

type Variables = Readonly<Record<string, unknown>>;

/** Whatever is not known is left out, so that it counts as missing. */
export function contactVariables({ name, phone, language, fields }: Omit<ContactFacts, "id">): Variables {
  const trimmed = name?.trim() ?? "";
  return withoutUnknown({
    name: trimmed,
    firstName: trimmed.split(/\s+/)[0],
    phone,
    language,
    fields,
  });
}

/** `name` empty: not set. */
export function organisationVariables(name: string): Variables {
  return withoutUnknown({ name });
}

function withoutUnknown(values: Variables): Variables {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ""),
  );
}

/** Something a placeholder can name. */
interface KnownVariable {
  readonly name: string;
  readonly description: string;
  /** What previews show when no contact is chosen. */
  readonly sample: string;
  /** Where it has a value: everywhere, or only in what answers a message. */
  readonly where: "everywhere" | "answers";
}

export const KNOWN_VARIABLES: readonly KnownVariable[] = [
  { name: "contact.name", description: "The contact's name", sample: "Ana García", where: "everywhere" },
  { name: "contact.firstName", description: "Its first word", sample: "Ana", where: "everywhere" },
  { name: "contact.phone", description: "The contact's phone number", sample: "+34600111222", where: "everywhere" },
  { name: "contact.language", description: "The contact's language", sample: "es", where: "everywhere" },
  { name: "channel.name", description: "The channel it is sent on", sample: "Shop", where: "everywhere" },
  {
    name: "organisation.name",
    description: "Your business, as in the settings",
    sample: "Café Sol",
    where: "everywhere",
  },
  { name: "message.text", description: "What the contact wrote", sample: "Hello", where: "answers" },
  { name: "message.rest", description: "What follows the words a rule looks for", sample: "", where: "answers" },
];

/** Sample values as variables: `{ "contact.name": "Ana" }` is `{ contact: { name: "Ana" } }`. Later ones win. */
export function nestValues(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(values)) {
    const steps = path.split(".");
    const last = steps.pop();
    if (last === undefined) continue;
    let place = root;
    for (const step of steps) {
      const inner = Object.hasOwn(place, step) ? place[step] : undefined;
      const next: Record<string, unknown> = isPlain(inner) ? inner : {};
      define(place, step, next);
      place = next;
    }
    define(place, last, value);
  }
  return root;
}

/** What `over` says counts more. */
export function mergeVariables(under: Variables, over: Variables): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...under };
  for (const [name, value] of Object.entries(over)) {
    const known = Object.hasOwn(under, name) ? under[name] : undefined;
    define(merged, name, isPlain(known) && isPlain(value) ? mergeVariables(known, value) : value);
  }
  return merged;
}

/** Also for names such as __proto__, which assignment would not make a field. */
function define(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
