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

/** A file part of a multipart form. */
export interface UploadedFile {
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

  const kind = (contentType ?? "application/json").split(";", 1)[0]?.trim().toLowerCase();
  if (kind === "multipart/form-data") return readMultipart(body, contentType ?? "", fields);
  if (kind === "application/x-www-form-urlencoded") {
    for (const [name, value] of new URLSearchParams(body.toString("utf8"))) fields[name] = parseFormValue(value);
    return { fields, files: NO_FILES };
  }
  return { fields: { ...fields, ...parseJsonObject(body.toString("utf8")) }, files: NO_FILES };
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
