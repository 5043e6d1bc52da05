/** The server's OpenAPI document, as far as requests are generated from it. */
import type { JsonSchema } from "./json-schema.ts";

export interface Parameter {
  readonly in: "query" | "path" | "header";
  readonly name: string;
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

interface OperationObject {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: JsonSchema }>> };
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: { readonly schemas?: Readonly<Record<string, JsonSchema>> };
}

export interface Operation {
  readonly method: string;
  /** With `{id}` and the like. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly contentType: string; readonly schema: JsonSchema } | undefined;
}

export async function fetchApiDocument(url: string): Promise<ApiDocument> {
  const answer = await fetch(`${url}/api/openapi.json`);
  if (answer.status !== 200) throw new Error(`the server answered ${answer.status} instead of its OpenAPI document`);
  return (await answer.json()) as ApiDocument;
}

/** @throws Error when there is none: a run without operations would prove nothing */
export function operationsOf({ paths }: ApiDocument): Operation[] {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Operation => {
      const [content] = Object.entries(operation.requestBody?.content ?? {});
      return {
        method: method.toUpperCase(),
        path,
        parameters: operation.parameters ?? [],
        body: content && { contentType: content[0], schema: content[1].schema ?? {} },
      };
    }),
  );
  if (operations.length === 0) throw new Error("the OpenAPI document has no operations");
  return operations;
}
