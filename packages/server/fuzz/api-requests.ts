/** Requests to the API: as the OpenAPI document asks for them, and then less and less so. */
import fc from "fast-check";
import { type ApiDocument, type Operation, operationsOf, type Parameter } from "./api-document.ts";
import { hostileText, hostileValue, toJsonText } from "./hostile-values.ts";
import { arbitraryOf, type SchemaContext } from "./json-schema.ts";
import { cursorPlaceholder, idPlaceholder } from "./known-ids.ts";
import { sometimesChanged } from "./mutate-bytes.ts";
import { mutated } from "./mutate-json.ts";
import { channelConfig, mediaBytes, NAMED_VALUES, withoutContradictions } from "./named-values.ts";
import type { HttpRequest } from "./requests.ts";

type Header = readonly [string, string];

/** What is served besides what the document lists. */
const OTHER_PATHS = [
  "/",
  "/health",
  "/webhook",
  "/webhook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong",
  "/webhooks/cloud-api/x?hub.mode=subscribe&hub.mode=subscribe",
  "/api/openapi.json",
  "/docs",
  "/docs/",
  "/docs/json",
  "/docs/yaml",
  "/docs/static/index.html",
  "/docs/static/%2e%2e/%2e%2e/package.json",
  "/docs/static/..%2f..%2f..%2fetc/passwd",
  "/docs/static/%00",
  "/favicon.ico",
  "/api",
  "/api/v1",
  "/api/v2/messages",
  "/API/V1/MESSAGES",
  "/api/v1/messages/",
  "//api/v1/messages",
  "/api/v1/./messages",
  "/api/v1/../v1/messages",
  "/api/v1/messages;a=b",
  "/api/v1/%6dessages",
  "/%",
  "/%ff",
  "/%c0%ae",
  "/api/v1/messages/%00",
  "/api/v1/messages/%ed%a0%80",
  "/api/v1/messages/%2f",
  `/api/v1/messages/${"a".repeat(300)}`,
  `/${"a/".repeat(2_000)}`,
  `/api/v1/messages?${"a=1&".repeat(2_000)}`,
  "/api/v1/messages?__proto__[x]=1&constructor=1",
  "/api/v1/messages?limit=%F0%9F%92%A9",
];

const METHODS = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "TRACE",
  "PROPFIND",
  "QUERY",
  "LINK",
  "SEARCH",
  "MKCOL",
];

const CONTENT_TYPES = [
  "application/json",
  "application/json; charset=utf-8",
  "application/json; charset=utf-16",
  "APPLICATION/JSON",
  "application/json;;;",
  "application/json, text/plain",
  "application/vnd.api+json",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "multipart/form-data",
  "text/plain",
  "text/xml",
  "application/octet-stream",
  "",
  "/",
  "*/*",
  `application/${"x".repeat(500)}`,
];

/** What HTTP lets a header hold; bytes that it doesn't are sent by raw-requests.ts. */
const headerText = hostileText.map((text) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "?").slice(0, 6_000));

const oddHeader: fc.Arbitrary<Header> = fc.tuple(
  fc.constantFrom(
    "accept",
    "accept-encoding",
    "content-encoding",
    "content-language",
    "cookie",
    "forwarded",
    "host",
    "idempotency-key",
    "if-match",
    "if-none-match",
    "if-range",
    "origin",
    "access-control-request-method",
    "range",
    "referer",
    "transfer-coding",
    "upgrade-insecure-requests",
    "user-agent",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-http-method-override",
    "x-hub-signature-256",
    "x-request-id",
  ),
  fc.oneof(
    headerText,
    fc.constantFrom("bytes=0-", "bytes=5-1,-0", "bytes=99999999999999999999-", "gzip", "OPTIONS", "*"),
  ),
);

/** Wrong keys come from ever other addresses: too many from one would shut the run's own address out for a minute. */
const wrongKey = fc.tuple(headerText, fc.nat(255), fc.nat(255), fc.nat(255)).map(([text, a, b, c]): Header[] => [
  ["authorization", `Bearer ${text}`],
  ["x-forwarded-for", `10.${a}.${b}.${c}`],
]);
const authorization: fc.Arbitrary<readonly Header[]> = fc.oneof(
  { weight: 40, arbitrary: fc.constant<Header[]>([["authorization", "Bearer @@own-key:0@@"]]) },
  { weight: 1, arbitrary: fc.constant<Header[]>([]) },
  { weight: 1, arbitrary: wrongKey },
);

/** Every operation as often as any other, valid and spoilt; now and then a path or a method that no operation has. */
export function apiRequests(document: ApiDocument): fc.Arbitrary<HttpRequest> {
  const context: SchemaContext = { schemas: document.components.schemas ?? {}, named: NAMED_VALUES };
  const operations = operationsOf(document);
  const ofOperations = fc.oneof(...operations.map((operation) => requestsOf(operation, context)));
  return fc.oneof(
    { weight: 12, arbitrary: ofOperations },
    { weight: 1, arbitrary: strays([...OTHER_PATHS, ...operations.map(({ path }) => path)]) },
  );
}

function requestsOf(operation: Operation, context: SchemaContext): fc.Arbitrary<HttpRequest> {
  const { method, path, body } = operation;
  const bodies = body ? bodiesOf(operation, context) : fc.constant(undefined);
  const contentType = fc.oneof(
    { weight: 19, arbitrary: fc.constant(body?.contentType ?? "application/json") },
    { weight: 1, arbitrary: fc.constantFrom(...CONTENT_TYPES) },
  );
  return fc
    .record({
      path: fc.tuple(pathsOf(operation), queriesOf(operation, context)).map((parts) => parts.join("")),
      body: bodies,
      contentType,
      declared: headersOf(operation, context),
      authorization,
      odd: fc.oneof(
        { weight: 4, arbitrary: fc.constant<Header[]>([]) },
        { weight: 1, arbitrary: fc.array(oddHeader, { maxLength: 4 }) },
      ),
    })
    .map((parts) => ({
      kind: "http",
      label: `${method} ${path}`,
      method,
      path: parts.path,
      headers: [
        ...parts.authorization,
        ...parts.declared,
        ...(parts.body === undefined ? [] : [["content-type", parts.contentType] as const]),
        ...parts.odd,
      ],
      body: parts.body,
    }));
}

function bodiesOf({ method, path, body }: Operation, context: SchemaContext): fc.Arbitrary<Buffer> {
  if (body?.contentType !== "application/json") return mediaBytes;
  const isChannel = path.startsWith("/api/v1/channels") && !path.includes("/templates");
  const named = isChannel ? { ...context.named, config: channelConfig(method === "POST") } : context.named;
  const valid = arbitraryOf(body.schema, { ...context, named }).map(withoutContradictions);
  const value = fc.oneof(
    { weight: 5, arbitrary: valid },
    { weight: 4, arbitrary: mutated(valid) },
    { weight: 1, arbitrary: hostileValue },
  );
  return sometimesChanged(value.map((json) => Buffer.from(toJsonText(json))));
}

function pathsOf({ method, path }: Operation): fc.Arbitrary<string> {
  const steps = path.split("/");
  const filled = steps.map((step, index): fc.Arbitrary<string> => {
    if (!step.startsWith("{")) return fc.constant(step);
    const kind = step === "{templateId}" ? "templates" : (steps[index - 1] ?? "");
    const id = fc.nat(50).map((number) => idPlaceholder(kind, number, method === "GET" ? "read" : "change"));
    return fc.oneof(
      { weight: 20, arbitrary: id },
      { weight: 2, arbitrary: hostileText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 400)) },
      { weight: 1, arbitrary: fc.constantFrom("%", "%00", "%ff", "%2e%2e", "..", "*", "9999999999999999999", "1") },
    );
  });
  return fc.tuple(...filled).map((parts) => parts.join("/"));
}

function queriesOf({ parameters, path }: Operation, context: SchemaContext): fc.Arbitrary<string> {
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const pair = (parameter: Parameter): fc.Arbitrary<string> => {
    const valid = parameter.name === "cursor" ? cursors : arbitraryOf(parameter.schema, context, parameter.name);
    const value = fc.oneof({ weight: 5, arbitrary: valid }, { weight: 1, arbitrary: hostileText });
    return value.map((one) => `${parameter.name}=${keepPlaceholders(String(one))}`);
  };
  const stray = fc
    .tuple(fc.constantFrom("colour", "limit", "limit[]", "__proto__", "cursor", "a%00", "%ff", ""), hostileText)
    .map(([name, text]) => `${name}=${keepPlaceholders(text)}`);
  const pairs = inQuery.length === 0 ? [stray] : inQuery.map(pair);
  const given = fc.array(fc.oneof(...pairs, ...(path.length % 2 === 0 ? [stray] : [])), { maxLength: 3 });
  return fc
    .tuple(given, fc.nat(inQuery.length === 0 ? 9 : 1))
    .map(([list, draw]) => (list.length === 0 || (inQuery.length === 0 && draw > 0) ? "" : `?${list.join("&")}`));
}

const cursors = fc.oneof(
  { weight: 3, arbitrary: fc.nat(50).map((number) => cursorPlaceholder(number)) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat(50), hostileValue).map(([number, member]) => cursorPlaceholder(number, member)),
  },
  {
    weight: 1,
    arbitrary: hostileValue.map((value) => Buffer.from(toJsonText(value)).toString("base64url").slice(0, 2_000)),
  },
);

function headersOf({ parameters }: Operation, context: SchemaContext): fc.Arbitrary<readonly Header[]> {
  const inHeader = parameters.filter((parameter) => parameter.in === "header");
  if (inHeader.length === 0) return fc.constant([]);
  const one = inHeader.map(({ name, schema }) =>
    fc.oneof(arbitraryOf(schema, context, name).map(String), headerText).map((value): Header => [name, value]),
  );
  return fc.array(fc.oneof(...one), { maxLength: 2 });
}

/** A placeholder must reach the filling-in as it is. */
function keepPlaceholders(text: string): string {
  return /^@@[^@]*@@$/.test(text) ? text : encodeURIComponent(text.toWellFormed()).slice(0, 8_000);
}

function strays(paths: readonly string[]): fc.Arbitrary<HttpRequest> {
  return fc
    .record({
      method: fc.constantFrom(...METHODS),
      path: fc.constantFrom(...paths),
      authorization,
      odd: fc.array(oddHeader, { maxLength: 3 }),
      body: fc.option(sometimesChanged(hostileValue.map((value) => Buffer.from(toJsonText(value)))), {
        nil: undefined,
      }),
    })
    .map(({ method, path, authorization, odd, body }) => {
      const hasBody = body !== undefined && !["GET", "HEAD", "TRACE", "OPTIONS"].includes(method);
      return {
        kind: "http",
        label: "stray method or path",
        method,
        // With braces and all: nothing in there stands for an id.
        path,
        headers: [...authorization, ...odd, ...(hasBody ? [["content-type", "application/json"] as const] : [])],
        body: hasBody ? body : undefined,
      };
    });
}
