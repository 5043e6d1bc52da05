/** Files as they are sent. */

/** The bytes of a file. A `Blob` or `File` tells its type, a `File` its name; of the rest the server finds the type itself. */
export type FileBody = Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

export function typeOfFile(file: FileBody): string {
  return file instanceof Blob && file.type !== "" ? file.type : "application/octet-stream";
}

/** Adds the file's own name to a query that says no other. */
export function withFileName<Query extends { filename?: string }>(file: FileBody, query: Query | undefined): Query {
  const isNamed = file instanceof File && file.name !== "";
  return { ...(isNamed && { filename: file.name }), ...query } as Query;
}
