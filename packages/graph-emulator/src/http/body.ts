import { invalidParameter } from "./graph-errors.ts";

/** A JSON object as it came in; every member still has to be checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Parses a JSON object. Anything else is refused with code 100, as Graph does (cloud-api.md §8.1). */
export function parseJsonObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidParameter("The request body is not valid JSON.");
  }
  if (!isObject(value)) throw invalidParameter("The request body must be a JSON object.");
  return value;
}

/** Reads a body that needs no waiting: JSON, or a form whose members may hold JSON. @throws GraphRefusal 100 */
export function parseBody(text: string, contentType: string | undefined): JsonObject {
  return isForm(contentType) ? parseForm(text) : parseJsonObject(text);
}

function isForm(contentType: string | undefined): boolean {
  return contentType?.toLowerCase().startsWith("application/x-www-form-urlencoded") === true;
}

function parseForm(text: string): JsonObject {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(text)) fields[name] = parseFormValue(value);
  return fields;
}

/** A file part of a multipart form. */
interface UploadedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface ParsedForm {
  readonly fields: JsonObject;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

const NO_FILES: ReadonlyMap<string, UploadedFile> = new Map();

/**
 * Reads a body of any kind Graph takes: JSON, form, multipart or nothing. Members of the query count too (Graph reads
 * parameters from either place); the body wins. Form members that hold JSON are parsed, as Graph does.
 */
export async function readForm(
  body: Buffer | undefined,
  contentType: string | undefined,
  query: URLSearchParams,
): Promise<ParsedForm> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of query) fields[name] = parseFormValue(value);
  if (body === undefined || body.length === 0) return { fields, files: NO_FILES };

  if (contentType?.toLowerCase().startsWith("multipart/form-data") === true) {
    return readMultipart(body, contentType, fields);
  }
  return { fields: { ...fields, ...parseBody(body.toString("utf8"), contentType) }, files: NO_FILES };
}

async function readMultipart(body: Buffer, contentType: string, fields: Record<string, unknown>): Promise<ParsedForm> {
  const files = new Map<string, UploadedFile>();
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => {
      throw invalidParameter("The multipart body could not be read.");
    });
  for (const [name, value] of form) {
    if (typeof value === "string") fields[name] = value;
    else files.set(name, { name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  return { fields, files };
}

function parseFormValue(value: string): unknown {
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
