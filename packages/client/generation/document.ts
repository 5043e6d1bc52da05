/** The parts of an OpenAPI 3.1 document that generation reads. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}

export interface OpenApiOperation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly OpenApiParameter[];
  readonly requestBody?: { readonly content: OpenApiContent };
  readonly responses: Readonly<Record<string, { readonly content?: OpenApiContent }>>;
}

export interface OpenApiParameter {
  readonly in: "path" | "query" | "header" | "cookie";
  readonly name: string;
  readonly required?: boolean;
}

export type OpenApiContent = Readonly<Record<string, { readonly schema?: JsonSchema }>>;

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

const METHODS = ["get", "post", "put", "patch", "delete"] as const;
export type Method = Uppercase<(typeof METHODS)[number]>;

export interface Operation extends OpenApiOperation {
  readonly method: Method;
  readonly path: string;
  readonly operationId: string;
}

/** Every operation in the order of paths and methods, whatever the order in which the server registered them.
 *  @throws Error when one has no operationId */
export function listOperations(document: OpenApiDocument): Operation[] {
  const operations: Operation[] = [];
  for (const path of Object.keys(document.paths).sort()) {
    for (const method of METHODS) {
      const operation = document.paths[path]?.[method];
      if (!operation) continue;
      const { operationId } = operation;
      if (operationId === undefined) throw new Error(`${method} ${path} has no operationId: the client can't name it`);
      operations.push({ ...operation, operationId, method: method.toUpperCase() as Method, path });
    }
  }
  return operations;
}

/** Follows references to named schemas. */
export function resolveSchema(document: OpenApiDocument, schema: JsonSchema | undefined): JsonSchema | undefined {
  const name = schema?.$ref?.replace("#/components/schemas/", "");
  if (name === undefined) return schema;
  return resolveSchema(document, document.components?.schemas?.[name] as JsonSchema | undefined);
}
