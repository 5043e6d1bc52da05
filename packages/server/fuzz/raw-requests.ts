/** What no HTTP client would send: odd versions and methods, lying lengths, smuggling, cut connections, requests one behind another. */
import fc from "fast-check";
import type { RawRequest } from "./requests.ts";

const LINES = [
  "GET /health HTTP/1.1",
  "GET /health HTTP/1.0",
  "GET /health HTTP/0.9",
  "GET /health HTTP/2.0",
  "GET /health HTTP/3.7",
  "GET /health HTTP/1.1 ",
  "GET /health",
  "GET  /health  HTTP/1.1",
  "get /health HTTP/1.1",
  "GÉT /health HTTP/1.1",
  "FUZZ /health HTTP/1.1",
  "CONNECT example.com:443 HTTP/1.1",
  "OPTIONS * HTTP/1.1",
  "GET http://elsewhere.example/api/v1/messages HTTP/1.1",
  "GET //[::1 HTTP/1.1",
  "GET /\u00e9\u00ff HTTP/1.1",
  "GET /a\0b HTTP/1.1",
  "GET /%zz HTTP/1.1",
  "GET ? HTTP/1.1",
  "GET # HTTP/1.1",
  "GET /health#fragment HTTP/1.1",
  "PRI * HTTP/2.0",
  "POST /webhook HTTP/1.1",
  "POST /api/v1/messages HTTP/1.1",
  "PATCH /api/v1/rules/1 HTTP/1.1",
  "TRACE /api/v1/messages HTTP/1.1",
  "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
  "*1\r\n$4\r\nPING",
  "",
];

const HEADERS = [
  "host: localhost",
  "host: a\r\nhost: b",
  "host:",
  "host: \0",
  "host : localhost",
  " folded: value",
  "connection: close",
  "connection: keep-alive, Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: x",
  "connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP__",
  "content-length: 5",
  "content-length: 5\r\ncontent-length: 6",
  "content-length: -1",
  "content-length: +5",
  "content-length: 5, 5",
  "content-length: 99999999999999999999",
  "content-length: 0x5",
  "transfer-encoding: chunked",
  "transfer-encoding: chunked\r\ncontent-length: 5",
  "transfer-encoding: chunked, identity",
  "transfer-encoding: gzip",
  "transfer-encoding: xchunked",
  "expect: 100-continue",
  "expect: 200-ok",
  "content-type: application/json",
  "content-type: application/json\r\ncontent-type: text/plain",
  "content-type: \xff\xfe",
  "x-hub-signature-256: sha256=00\r\nx-hub-signature-256: sha256=01",
  "authorization: Bearer @@own-key:0@@",
  "authorization: Bearer a\r\nauthorization: Bearer b",
  "authorization: Basic OTo5",
  "x-a: \x01\x02",
  "x-long: LONG",
  "no colon at all",
  ": no name",
  "x-é: 1",
];

const BODIES = [
  "",
  "{}",
  "hello",
  '{"to":"+34600111222","text":"hi"}',
  "5\r\nhello\r\n0\r\n\r\n",
  '5;ext="x"\r\nhello\r\n0\r\ntrailer: x\r\n\r\n',
  "ffffffffffffffff\r\nx",
  "-1\r\nx\r\n0\r\n\r\n",
  "5\r\nhel",
  "zz\r\n",
  "0\r\n\r\nGET /health HTTP/1.1\r\nhost: x\r\n\r\n",
  "\r\n\r\n\r\n",
];

const lineEnd = fc.oneof(
  { weight: 9, arbitrary: fc.constant("\r\n") },
  { weight: 1, arbitrary: fc.constantFrom("\n", "\r", "\n\r") },
);

const message: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.constantFrom(...LINES),
    fc.oneof({ weight: 5, arbitrary: fc.constant(["host: localhost"]) }, { weight: 1, arbitrary: fc.constant([]) }),
    fc.array(fc.constantFrom(...HEADERS), { maxLength: 4 }),
    fc.constantFrom(...BODIES),
    lineEnd,
  )
  .map(([line, host, headers, body, end]) => {
    const text = [line, ...host, ...headers, "", body].join(end).replace("LONG", "x".repeat(20_000));
    return Buffer.from(text, "latin1");
  });

/** Requests that are fine, one behind another without waiting. */
const pipelined = fc
  .array(
    fc.constantFrom(
      "GET /health HTTP/1.1\r\nhost: x\r\n\r\n",
      "GET /api/v1/rules HTTP/1.1\r\nhost: x\r\n\r\n",
      "GET /api/v1/messages?limit=1 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer @@own-key:0@@\r\n\r\n",
      "POST /webhook HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}",
      "POST /api/v1/messages HTTP/1.1\r\nhost: x\r\nauthorization: Bearer @@own-key:0@@\r\ncontent-type: application/json\r\ncontent-length: 3\r\n\r\n{ x",
    ),
    { minLength: 2, maxLength: 30 },
  )
  .map((list) => Buffer.from(list.join("")));

function cutInto(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index]));
}

export const rawRequests: fc.Arbitrary<RawRequest> = fc
  .record({
    bytes: fc.oneof(
      { weight: 6, arbitrary: message },
      { weight: 2, arbitrary: pipelined },
      { weight: 1, arbitrary: fc.tuple(message, message).map((two) => Buffer.concat(two)) },
      { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 500 }).map((array) => Buffer.from(array)) },
    ),
    // A request that ends in the middle, as when the other side lost its power.
    keep: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(400) }),
    cuts: fc.array(fc.nat(), { maxLength: 3 }),
  })
  .map(({ bytes, keep, cuts }) => ({
    kind: "raw",
    label: "raw bytes",
    pieces: cutInto(keep === undefined ? bytes : bytes.subarray(0, keep), cuts),
  }));
