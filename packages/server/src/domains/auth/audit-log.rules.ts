/** What the audit log keeps of a request: which fields it gave, and the values of those that can't be secret. Pure. */

export interface AuditField {
  /** Where it stands in the request's body, such as `settings.accessToken`. */
  readonly name: string;
  /** Absent: not shown, because it may be a secret, a message's text or somebody's data. */
  readonly value?: string | number | boolean | null | readonly string[];
}

/** Fields whose texts may be shown. All others are named only, so that a new field shows nothing by mistake. */
const SHOWN_TEXTS = new Set([
  "name",
  "email",
  "role",
  "language",
  "kind",
  "scopes",
  "state",
  "status",
  "category",
  "expiresAt",
  "previousRole",
  "previousEmail",
]);
/** An id of ours tells what something was done to, and nothing else. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Never shown, also where they are numbers. */
const SECRET = /password|secret|token|pin|key|code|credential|signature|cookie/i;
/** Names beyond are data of the request, such as a template's variables. */
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
const DEEPEST = 3;
const MOST_FIELDS = 40;
const LONGEST_TEXT = 200;

export function summariseFields(body: unknown): AuditField[] {
  if (!isPlainObject(body)) return [];
  return fieldsOf(body, "", 1).slice(0, MOST_FIELDS);
}

function fieldsOf(object: Readonly<Record<string, unknown>>, prefix: string, depth: number): AuditField[] {
  return Object.entries(object).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const name = `${prefix}${FIELD_NAME.test(key) ? key : "…"}`;
    if (isPlainObject(value) && depth < DEEPEST && !SECRET.test(key)) return fieldsOf(value, `${name}.`, depth + 1);
    const shown = SECRET.test(name) ? undefined : shownValue(key, value);
    return [shown === undefined ? { name } : { name, value: shown }];
  });
}

function shownValue(key: string, value: unknown): AuditField["value"] {
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  if (!SHOWN_TEXTS.has(key) && !(typeof value === "string" && ID.test(value))) return undefined;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string") return value.slice(0, LONGEST_TEXT);
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.slice(0, MOST_FIELDS);
  return undefined;
}

/** What a request is about: the ids in its path, and that of what it made, which the answer is or holds. */
export function findTargetIds(params: unknown, answer: unknown): string[] {
  const ofPath = isPlainObject(params) ? Object.values(params) : [];
  const ids = [...ofPath, ...idsMade(answer)].filter((id): id is string => typeof id === "string" && id !== "");
  return [...new Set(ids)].map((id) => id.slice(0, LONGEST_TEXT));
}

function idsMade(answer: unknown): unknown[] {
  if (!isPlainObject(answer)) return [];
  if (answer.id !== undefined) return [answer.id];
  return Object.values(answer)
    .filter(isPlainObject)
    .map(({ id }) => id);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
