/** Reading members of parsed JSON that may be anything. Own members only: a type named "constructor" must not find Object's. */

export type JsonRecord = Readonly<Record<string, unknown>>;

export function asRecord(value: unknown): JsonRecord | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonRecord) : undefined;
}

export function findMember(record: JsonRecord | undefined, name: string): unknown {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

export function findRecord(record: JsonRecord | undefined, name: string): JsonRecord | undefined {
  return asRecord(findMember(record, name));
}

/** A string that is not empty. */
export function findText(record: JsonRecord | undefined, name: string): string | undefined {
  const value = findMember(record, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Meta's ids have less than 256 characters. What is longer is none, and would not fit into a database index. */
const MAX_ID_LENGTH = 512;

/** An id: a string that is neither empty nor endless, or a number Meta did not quote. */
export function findId(record: JsonRecord | undefined, name: string): string | undefined {
  const value = findMember(record, name);
  const id = typeof value === "number" ? String(value) : findText(record, name);
  return id !== undefined && id.length > MAX_ID_LENGTH ? undefined : id;
}

/** Meta's names have at most 512 characters, its languages about ten. What is longer is none, and would not fit into a database index. */
const MAX_NAME_LENGTH = 512;
const MAX_LANGUAGE_LENGTH = 32;

/** What a template is known by to people. Undefined when a part is missing or can be none. */
export function findTemplateKey(
  record: JsonRecord | undefined,
  { name: nameMember, language: languageMember }: { name: string; language: string },
): { name: string; language: string } | undefined {
  const name = findText(record, nameMember);
  const language = findText(record, languageMember);
  if (name === undefined || name.length > MAX_NAME_LENGTH) return undefined;
  return language === undefined || language.length > MAX_LANGUAGE_LENGTH ? undefined : { name, language };
}
