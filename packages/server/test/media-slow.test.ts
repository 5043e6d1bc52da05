/** Requests that come slowly: a file may take its time while bytes flow, everything else may not. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createMediaClient } from "./media-client.ts";
import * as files from "./media-files.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

let app: TestApp;
let media: Awaited<ReturnType<typeof createMediaClient>>;
beforeAll(async () => {
  app = await startTestApp();
  media = await createMediaClient(app);
});
afterAll(() => app[Symbol.asyncDispose]());

const SECOND = 1_000;
/** A chunk in the database is as long: each one that is stored shows that it has come. */
const PIECE = 256 * 1024;

interface SlowRequest {
  readonly socket: Socket;
  send(bytes: Uint8Array | string): void;
  /** All that was answered so far. */
  answer(): string;
}

async function begin(path: string, length: number, authorization = media.authorization): Promise<SlowRequest> {
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  let received = "";
  socket.on("data", (bytes: Buffer) => {
    received += bytes.toString("latin1");
  });
  socket.on("error", () => undefined);
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: ${hostname}`,
    `authorization: ${authorization}`,
    `content-length: ${length}`,
  ];
  const type = path.endsWith("/media") ? "application/octet-stream" : "application/json";
  socket.write(`${head.join("\r\n")}\r\ncontent-type: ${type}\r\n\r\n`);
  return { socket, send: (bytes) => void socket.write(bytes), answer: () => received };
}

async function count(table: "media_chunks" | "media_blobs"): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(
    app.database.database.db,
  );
  return rows[0]?.count ?? -1;
}

const untilCount = (table: "media_chunks" | "media_blobs", wanted: number) =>
  waitUntil(
    () => count(table),
    (found) => found === wanted,
  );
const untilAnswered = (request: SlowRequest) =>
  waitUntil(
    () => request.answer(),
    (text) => /^HTTP\/1\.1 \d{3} /.test(text),
  );
const untilClosed = ({ socket }: SlowRequest) =>
  waitUntil(
    () => {
      app.clock.advance(6 * SECOND);
      return socket.closed;
    },
    (closed) => closed,
  );

it("a file that takes minutes is taken while its bytes flow", async () => {
  const file = Buffer.concat([files.pdf(), files.noiseBytes(6 * PIECE)]).subarray(0, 6 * PIECE);
  const request = await begin("/api/v1/media", file.length);
  for (let piece = 0; piece < 6; piece += 1) {
    request.send(file.subarray(piece * PIECE, (piece + 1) * PIECE));
    await untilCount("media_chunks", piece + 1);
    app.clock.advance(50 * SECOND);
  }
  expect(await untilAnswered(request)).toContain("HTTP/1.1 201 ");
  request.socket.destroy();
});

it("a file that stops coming is given up, and nothing of it stays", async () => {
  const before = [await count("media_blobs"), await count("media_chunks")] as const;
  const request = await begin("/api/v1/media", 4 * PIECE);
  request.send(Buffer.concat([files.pdf(), files.noiseBytes(2 * PIECE)]));
  await untilCount("media_chunks", before[1] + 2);
  app.clock.advance(50 * SECOND);
  app.clock.advance(70 * SECOND);
  const answer = await untilAnswered(request);
  expect(answer).toContain("HTTP/1.1 408 ");
  expect(answer).toContain("request-timeout");
  await untilClosed(request);
  await untilCount("media_blobs", before[0]);
  expect(await count("media_chunks")).toBe(before[1]);
  expect(app.log()).not.toContain('"level":"error"');
});

it.each(["/api/v1/messages", "/webhook", "/nowhere"])("a request to %s must come within a minute", async (path) => {
  const request = await begin(path, 1_000);
  request.send('{"to":');
  // The answer to this one shows that the server has read what was sent before it.
  await app.api("GET", "/channels");
  app.clock.advance(40 * SECOND);
  request.send('"+34600111222"');
  await app.api("GET", "/channels");
  app.clock.advance(30 * SECOND);
  await untilClosed(request);
  expect(request.answer()).toMatch(/^HTTP\/1\.1 (408|404) /);
});

it("nor does a file of somebody without a key get more time", async () => {
  const request = await begin("/api/v1/media", 100 * PIECE, "Bearer nobody");
  expect(await untilAnswered(request)).toContain("HTTP/1.1 401 ");
  request.send("x");
  app.clock.advance(70 * SECOND);
  await untilClosed(request);
});
