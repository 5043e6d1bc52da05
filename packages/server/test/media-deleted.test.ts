/** A file that is deleted while somebody fetches it. */
import { get, type IncomingMessage } from "node:http";
import { sql } from "kysely";
import pg from "pg";
import { expect, it } from "vitest";
import { createMediaClient } from "./media-client.ts";
import * as files from "./media-files.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

async function start() {
  const app = await startTestApp({ withChannel: false });
  return { app, media: await createMediaClient(app) };
}

const waitersForBytes = async (app: TestApp) =>
  (
    await sql`select 1 from pg_locks where relation = 'media_chunks'::regclass and not granted`.execute(
      app.database.database.db,
    )
  ).rows.length;

it("before its first byte is sent is not found, as one deleted earlier", async () => {
  const { app, media } = await start();
  await using _ = app;
  const { body } = await media.upload(files.pdf());
  const deleting = new pg.Client(app.database.connectionString);
  await deleting.connect();
  // A deletion that is not committed when the file is found, and is when its bytes are read.
  await deleting.query("begin; lock table media_chunks in access exclusive mode");
  const [whole, part] = [media.content(body.id), media.content(body.id, { range: "bytes=5-" })];
  await waitUntil(
    () => waitersForBytes(app),
    (count) => count === 2,
  );
  await deleting.query("delete from media_chunks; delete from media; delete from media_blobs; commit");
  await deleting.end();
  for (const answer of [await whole, await part]) {
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, expect.stringContaining("problem+json")]);
    expect(await answer.json()).toMatchObject({ code: "media-unknown" });
    // Nothing of the file that is gone is told, nor may the answer be kept.
    expect([answer.headers.get("etag"), answer.headers.get("cache-control")]).not.toContain("private, max-age=3600");
    expect(answer.headers.get("content-range")).toBeNull();
    expect(answer.headers.get("content-disposition")).toBeNull();
  }
  expect(app.log()).not.toContain('"level":"error"');
});

it("is deleted although the clearing up looks at it at that moment", async () => {
  const { app, media } = await start();
  await using _ = app;
  const { body } = await media.upload(files.pdf());
  const clearingUp = new pg.Client(app.database.connectionString);
  await clearingUp.connect();
  await clearingUp.query("begin; select 1 from media for update");
  const deleting = app.api("DELETE", `/media/${body.id}`);
  const waiters = () => sql`select 1 from pg_locks where not granted`.execute(app.database.database.db);
  const isOver = deleting.then(() => true);
  await waitUntil(
    async () => (await waiters()).rows.length > 0 || (await Promise.race([isOver, false])),
    (either) => either,
  );
  await clearingUp.query("commit");
  await clearingUp.end();
  expect((await deleting).status).toBe(204);
});

it("in the middle ends the answer short, which the fetcher notices", async () => {
  const { app, media } = await start();
  await using _ = app;
  const large = Buffer.concat([files.pdf(), files.noiseBytes(40 * 1024 * 1024)]);
  const { body } = await media.upload(large);
  const headers = { authorization: media.authorization };
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    get(`${app.url}/api/v1/media/${body.id}/content`, { headers }, resolve).on("error", reject),
  );
  expect(answer.statusCode).toBe(200);
  expect((await app.api("DELETE", `/media/${body.id}`)).status).toBe(204);
  let received = 0;
  answer.on("data", (piece: Buffer) => {
    received += piece.length;
  });
  const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) =>
    answer.on("error", resolve).on("end", () => resolve(undefined)),
  );
  expect(failure?.code).toBe("ECONNRESET");
  expect(received).toBeLessThan(large.length);
  expect((await app.api("GET", `/media/${body.id}`)).status).toBe(404);
  expect(app.log()).not.toContain('"level":"error"');
});
