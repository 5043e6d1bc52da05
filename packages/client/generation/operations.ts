/** Writes `operations.ts`: one documented method per operation of the API, grouped by the first word of its path. */
import { type JsonSchema, listOperations, type OpenApiDocument, type Operation, resolveSchema } from "./document.ts";
import { groupName, methodName, pascalCase, singularOf } from "./names.ts";

const JSON_TYPE = "application/json";

const OWN_IMPORTS = `import { type FileBody, withFileName } from "../files.ts";
import type { Http, RequestOptions, SendOptions } from "../http.ts";
import type { PagedList } from "../paged-list.ts";
`;

/** @throws Error when two operations would get the same method */
export function writeOperations(document: OpenApiDocument, header: string): string {
  const operations = listOperations(document).filter((operation) => !isEventStream(operation));
  const groups = new Map<string, Map<string, string>>();
  for (const operation of operations) {
    const group = groupName(operation.path);
    const methods = groups.get(group) ?? new Map<string, string>();
    groups.set(group, methods);
    const name = methodName(operation);
    if (methods.has(name))
      throw new Error(`two operations would be ${group}.${name}(): rename ${operation.operationId}`);
    methods.set(name, writeMethod(document, operation, name));
    if (answersFile(operation)) methods.set(urlMethodName(name), writeUrlMethod(operation, urlMethodName(name)));
  }
  const body = [...groups].sort(byName).map(([group, methods]) => writeGroup(group, [...methods.values()]));
  const text = [
    `export function createOperations(http: Http) {\n  return {\n${body.join("\n")}\n  };\n}`,
    "\nexport type Operations = ReturnType<typeof createOperations>;\n",
    ...writeAliases(document, operations),
  ].join("\n");
  return `${header}${writeImports(text)}\n${text}\n`;
}

function writeGroup(group: string, methods: readonly string[]): string {
  return `    ${group}: {\n${methods.join("\n")}\n    },`;
}

function writeMethod(document: OpenApiDocument, operation: Operation, name: string): string {
  const type = pascalCase(operation.operationId);
  const parameters = operation.parameters ?? [];
  const query = parameters.filter((parameter) => parameter.in === "query");
  const takesKey = parameters.some((parameter) => parameter.in === "header" && parameter.name === "idempotency-key");
  const input = pathNames(operation).map((found) => `${found}: string`);
  const parts = [`method: "${operation.method}"`, `path: ${writePath(operation.path)}`];

  const content = operation.requestBody?.content;
  if (content) {
    if (JSON_TYPE in content) {
      input.push(writeBodyParameter(type, resolveSchema(document, content[JSON_TYPE]?.schema)));
      parts.push("body");
    } else {
      input.push("file: FileBody");
      parts.push("file");
    }
  }
  if (query.length > 0) {
    const isOptional = !query.some((parameter) => parameter.required);
    input.push(`query${isOptional ? "?" : ""}: NonNullable<${type}Data["query"]>`);
    const isOfNamedFile = input.includes("file: FileBody") && query.some((parameter) => parameter.name === "filename");
    parts.push(isOfNamedFile ? "query: withFileName(file, query)" : "query");
  }
  if (takesKey) parts.push("takesIdempotencyKey: true");
  input.push(`options?: ${takesKey ? "SendOptions" : "RequestOptions"}`);

  const { call, result } = writeCall(document, operation, type);
  const request = `{ ${parts.join(", ")} }`;
  return `${writeComment(operation)}      ${name}: (${input.join(", ")}): ${result} =>\n        http.${call}(${request}, options),`;
}

/** `getContent` → `contentUrl` */
export function urlMethodName(name: string): string {
  const noun = name.replace(/^get(?=[A-Z])/, "");
  return `${noun.charAt(0).toLowerCase()}${noun.slice(1)}Url`;
}

/** For what a page shows by address: an image, a video, a link. */
function writeUrlMethod(operation: Operation, name: string): string {
  const input = pathNames(operation).map((found) => `${found}: string`);
  const comment = writeComment({ summary: `The address of: ${operation.summary}`, description: URL_DESCRIPTION });
  return `${comment}      ${name}: (${input.join(", ")}): string =>\n        http.url({ method: "GET", path: ${writePath(operation.path)} }),`;
}

const URL_DESCRIPTION =
  "For an image or a link in a page whose session cookie the browser sends by itself; with an API key the address alone opens nothing.";

/** The ids in a path, in order. */
export function pathNames({ path }: Operation): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, found]) => found as string);
}

/** GET alone: what is asked for in another way has no address of its own. */
export function answersFile(operation: Operation): boolean {
  const content = successContent(operation);
  return operation.method === "GET" && content !== undefined && !(JSON_TYPE in content) && !isEventStream(operation);
}

function writeCall(document: OpenApiDocument, operation: Operation, type: string): { call: string; result: string } {
  const content = successContent(operation);
  if (!content || "204" in operation.responses) return { call: "callForNothing", result: "Promise<void>" };
  if (!(JSON_TYPE in content)) return { call: "callForFile", result: "Promise<Response>" };
  const schema = resolveSchema(document, content[JSON_TYPE]?.schema);
  if (operation.method === "GET" && schema?.properties?.items?.type === "array") {
    return { call: `list<${type}Response>`, result: `PagedList<${type}Response>` };
  }
  return { call: `call<${type}Response>`, result: `Promise<${type}Response>` };
}

/** Those are read by hand-written code. */
export function isEventStream(operation: Operation): boolean {
  return successContent(operation)?.["text/event-stream"] !== undefined;
}

function successContent(operation: Operation) {
  const status = Object.keys(operation.responses)
    .sort()
    .find((found) => found.startsWith("2"));
  return status === undefined ? undefined : operation.responses[status]?.content;
}

/** A body that may be left out, or in which everything has a default, need not be given. */
function writeBodyParameter(type: string, schema: JsonSchema | undefined): string {
  const body = `NonNullable<${type}Data["body"]>`;
  if (isNullable(schema)) return `body?: ${body}`;
  const fields = Object.values(schema?.properties ?? {});
  const isAllDefault = fields.length > 0 && fields.every((field) => "default" in field);
  return isAllDefault ? `body: ${body} = {}` : `body: ${body}`;
}

function isNullable(schema: JsonSchema | undefined): boolean {
  return schema?.anyOf?.some((option) => option.type === "null") ?? false;
}

/** `/messages/{id}` → a template literal that escapes the id. */
function writePath(path: string): string {
  if (!path.includes("{")) return JSON.stringify(path);
  return `\`${path.replace(/\{(\w+)\}/g, (_, name: string) => `\${encodeURIComponent(${name})}`)}\``;
}

function writeComment({ summary, description }: Pick<Operation, "summary" | "description">): string {
  const lines = [summary, description]
    .filter((text) => text !== undefined && text !== "")
    .join("\n\n")
    .split("\n");
  const text = lines.map((line) => line.replaceAll("*/", "*\\/"));
  if (text.length === 1) return `      /** ${text[0]} */\n`;
  return `      /**\n${text.map((line) => `       * ${line}`.trimEnd()).join("\n")}\n       */\n`;
}

/** A list's items, and what one get answers, have a name even where the document gives them none. */
function writeAliases(document: OpenApiDocument, operations: readonly Operation[]): string[] {
  const taken = new Set(Object.keys(document.components?.schemas ?? {}));
  const aliases: string[] = [];
  const add = (name: string, target: string, what: string) => {
    if (taken.has(name)) return;
    taken.add(name);
    aliases.push(`/** ${what} */\nexport type ${name} = ${target};`);
  };
  for (const operation of operations) {
    const noun = /^list([A-Z]\w*)$/.exec(operation.operationId)?.[1];
    const schema = resolveSchema(document, successContent(operation)?.[JSON_TYPE]?.schema);
    if (noun === undefined || schema?.properties?.items?.type !== "array") continue;
    add(singularOf(noun), `List${noun}Response["items"][number]`, operation.summary ?? operation.operationId);
  }
  for (const operation of operations) {
    const noun = /^get([A-Z]\w*)$/.exec(operation.operationId)?.[1];
    if (noun === undefined || successContent(operation)?.[JSON_TYPE] === undefined) continue;
    add(noun, `Get${noun}Response`, operation.summary ?? operation.operationId);
  }
  return aliases.sort();
}

function writeImports(text: string): string {
  const types = new Set([...text.matchAll(/\b[A-Z]\w*(?:Data|Response)\b(?=\[|>|;)/g)].map(([found]) => found));
  types.delete("Response");
  const list = (names: readonly string[]) => names.map((name) => `  ${name},\n`).join("");
  return `${OWN_IMPORTS}import type {\n${list([...types].sort())}} from "./types.ts";\n`;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
