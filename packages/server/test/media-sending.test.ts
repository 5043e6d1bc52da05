import { sql } from "kysely";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { createMediaClient } from "./media-client.ts";
import * as files from "./media-files.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

const ANA = "+34600111222";
const DAY = 86_400_000;
const OPEN = { emulator: { serviceWindow: "off" } } as const;

async function start() {
  const app = await startTestApp(OPEN);
  return { app, media: await createMediaClient(app) };
}

async function send(app: TestApp, content: object, to = ANA) {
  const answer = await app.api("POST", "/messages", { to, content });
  expect(answer.status, JSON.stringify(answer.body)).toBe(202);
  return answer.body.id as string;
}

const untilState = (app: TestApp, id: string, state: string) =>
  app.until(`/messages/${id}`, (message) => message.state === state);
const uploadsTo = (app: TestApp) =>
  app.emulator.requests.filter(({ method, target }) => method === "POST" && target.endsWith("/media"));
const kindsOf = (message: { history: Array<{ kind: string }> }) => message.history.map((step) => step.kind);
const payloads = (app: TestApp) =>
  app.emulator.requests
    .filter(({ method, target, status }) => method === "POST" && target.endsWith("/messages") && status === 200)
    .map(({ body }) => JSON.parse(body ?? "{}"));

describe("a message that shows a file of ours", () => {
  it("goes out with each type of file, uploaded under its own type", async () => {
    const { app, media } = await start();
    await using _ = app;
    const sticker = await files.webp(512, 512);
    const cases = [
      ["image", await files.jpeg(80, 60), { caption: "Hola" }, "image/jpeg"],
      ["document", files.pdf(), { filename: "factura.pdf", caption: "Mayo" }, "application/pdf"],
      ["audio", files.oggOpus(1), { voice: true }, "audio/ogg"],
      ["video", files.mp4(), {}, "video/mp4"],
      ["sticker", sticker, {}, "image/webp"],
    ] as const;
    for (const [type, bytes, extra, mime] of cases) {
      const { body } = await media.upload(bytes);
      const id = await send(
        app,
        { type, mediaId: body.id, ...extra },
        `+3460011${cases.findIndex((one) => one[0] === type)}222`,
      );
      await untilState(app, id, "delivered");
      const posted = payloads(app).at(-1);
      const { mediaId: _id, type: _type, ...others } = { mediaId: "", type: "", ...extra };
      expect(posted[type]).toEqual({ id: expect.any(String), ...others });
      const stored = app.emulator.state.media.find((one) => (one as { id: string }).id === posted[type].id);
      expect(stored).toMatchObject({ mimeType: mime, size: bytes.length });
    }
  });

  it("is uploaded once, however many messages and uploads of ours show the same bytes", async () => {
    const { app, media } = await start();
    await using _ = app;
    const photo = await files.jpeg(40, 40);
    const [one, two] = [await media.upload(photo), await media.upload(photo)];
    const ids = await Promise.all(
      Array.from({ length: 12 }, (_unused, index) =>
        send(app, { type: "image", mediaId: (index % 2 ? one : two).body.id }, `+346001113${10 + index}`),
      ),
    );
    for (const id of ids) await untilState(app, id, "delivered");
    expect(uploadsTo(app)).toHaveLength(1);
    expect(app.emulator.acceptedCount).toBe(12);
    // Nothing worth telling happened on the way.
    expect(kindsOf((await app.api("GET", `/messages/${ids[0]}`)).body)).not.toContain("deferred");
  });

  it("is uploaded again when Meta's copy is about to run out", async () => {
    const { app, media } = await start();
    await using _ = app;
    const { body } = await media.upload(files.pdf());
    await untilState(app, await send(app, { type: "document", mediaId: body.id }), "delivered");
    app.clock.advance(28 * DAY);
    await untilState(app, await send(app, { type: "document", mediaId: body.id }, "+34600111333"), "delivered");
    expect(uploadsTo(app)).toHaveLength(1);
    app.clock.advance(1.5 * DAY);
    await untilState(app, await send(app, { type: "document", mediaId: body.id }, "+34600111444"), "delivered");
    expect(uploadsTo(app)).toHaveLength(2);
  });

  it.each([
    ["has expired (131053 by webhook)", async (app: TestApp, id: string) => app.emulator.expireMedia(id)],
    [
      "is unknown (100 at once)",
      async (app: TestApp, id: string) => {
        const { accessToken } = app.emulator.preset;
        await fetch(`${app.emulator.url}/v25.0/${id}`, {
          method: "DELETE",
          headers: { authorization: `Bearer ${accessToken}` },
        });
      },
    ],
  ])("is uploaded again, once, when Meta's copy %s", async (_name, lose) => {
    const { app, media } = await start();
    await using _ = app;
    const { body } = await media.upload(files.pdf());
    await untilState(app, await send(app, { type: "document", mediaId: body.id }), "delivered");
    await lose(app, payloads(app)[0].document.id);
    const id = await send(app, { type: "document", mediaId: body.id }, "+34600111333");
    const message = await untilState(app, id, "delivered");
    expect(kindsOf(message).filter((kind) => kind === "media-uploaded-again")).toHaveLength(1);
    expect(uploadsTo(app)).toHaveLength(2);
    const arrived = app.emulator.sentMessages.filter((sent) => sent.to === "+34600111333" && sent.status !== "failed");
    expect(arrived).toHaveLength(1);
  });

  it("fails for good when Meta refuses the file a second time", async () => {
    const { app, media } = await start();
    await using _ = app;
    app.emulator.addFault({ match: { route: "POST messages" }, effect: { failedStatus: { code: 131053 } } });
    const { body } = await media.upload(files.pdf());
    const id = await send(app, { type: "document", mediaId: body.id });
    const message = await app.until(
      `/messages/${id}`,
      (one) => one.state === "failed" && kindsOf(one).includes("media-uploaded-again"),
    );
    expect(message.error).toMatchObject({ code: "meta-131053" });
    // Nothing is left that could send it a third time.
    const { db } = app.database.database;
    const pending = async () =>
      (await sql`select 1 from graphile_worker.jobs where task_identifier = 'messages.media-resend'`.execute(db)).rows;
    await waitUntil(pending, (jobs) => jobs.length === 0);
    const later = (await app.api("GET", `/messages/${id}`)).body;
    expect([later.state, kindsOf(later).filter((kind) => kind === "media-uploaded-again").length]).toEqual([
      "failed",
      1,
    ]);
    expect(app.emulator.acceptedCount).toBe(2);
  });

  it("waits for its upload while others go, and can be cancelled", async () => {
    const { app, media } = await start();
    await using _ = app;
    app.emulator.addFault({ match: { route: "POST media", nth: 1 }, effect: { connection: "hangBeforeAccept" } });
    const { body } = await media.upload(files.pdf());
    const slow = await send(app, { type: "document", mediaId: body.id });
    await app.until("/messages", () => uploadsTo(app).length === 1);
    await untilState(app, await send(app, { type: "text", text: "quick" }, "+34600111333"), "delivered");
    expect((await app.api("GET", `/messages/${slow}`)).body.state).toBe("queued");
    expect((await app.api("DELETE", `/media/${body.id}`)).body.code).toBe("media-in-use");
    expect((await app.api("POST", `/messages/${slow}/cancel`)).body.state).toBe("cancelled");
    expect(app.emulator.acceptedCount).toBe(1);
  });

  it("whose upload was cut off by a restart goes out after it, once, and was never in doubt", async () => {
    const { app, media } = await start();
    await using _ = app;
    app.emulator.addFault({ match: { route: "POST media", nth: 1 }, effect: { connection: "hangBeforeAccept" } });
    const { body } = await media.upload(files.pdf());
    const id = await send(app, { type: "document", mediaId: body.id });
    await app.until("/messages", () => uploadsTo(app).length === 1);
    await app.restart();
    const message = await untilState(app, id, "delivered");
    expect(kindsOf(message)).not.toContain("unknown");
    expect(app.emulator.acceptedCount).toBe(1);
  });

  it("is never in doubt for its upload: it is tried again, and fails when Meta refuses the file", async () => {
    const { app, media } = await start();
    await using _ = app;
    app.emulator.addFault({ match: { route: "POST media", nth: 1 }, effect: { connection: "closeAfterAccept" } });
    app.emulator.addFault({ match: { route: "POST media", nth: 1 }, effect: { error: { code: 131000, status: 500 } } });
    const { body } = await media.upload(files.pdf());
    const first = await untilState(app, await send(app, { type: "document", mediaId: body.id }), "delivered");
    expect(kindsOf(first).filter((kind) => kind === "deferred")).toHaveLength(2);
    expect(kindsOf(first)).not.toContain("unknown");
    app.emulator.addFault({ match: { route: "POST media" }, effect: { error: { code: 100 } } });
    const other = await media.upload(files.pdf("another"));
    const id = await send(app, { type: "document", mediaId: other.body.id }, "+34600111333");
    expect((await untilState(app, id, "failed")).error).toMatchObject({ code: "meta-100" });
  }, 60_000);

  it("is refused at once when the file is unknown or does not fit the message", async () => {
    const { app, media } = await start();
    await using _ = app;
    const { body } = await media.upload(files.pdf());
    const attempt = async (content: object) => {
      const answer = await app.api("POST", "/messages", { to: ANA, content });
      return [answer.status, answer.body.code];
    };
    expect(await attempt({ type: "image", mediaId: body.id })).toEqual([409, "media-kind-unfit"]);
    expect(await attempt({ type: "image", mediaId: crypto.randomUUID() })).toEqual([404, "media-unknown"]);
    expect(await attempt({ type: "image", mediaId: body.id, link: "https://example.com/a.jpg" })).toEqual([
      400,
      "validation-failed",
    ]);
    expect(await attempt({ type: "image" })).toEqual([400, "validation-failed"]);
  });
});

describe("retention", () => {
  it("deletes files past their time that no message shows, with their bytes", async () => {
    const { app, media } = await start();
    await using _ = app;
    const { db } = app.database.database;
    const [unused, used] = [await media.upload(files.pdf("unused")), await media.upload(files.pdf("used"))];
    await untilState(app, await send(app, { type: "document", mediaId: used.body.id }), "delivered");
    app.clock.advance(91 * DAY);
    await sql`select graphile_worker.add_job('media.retention', '{}'::json)`.execute(db);
    await app.until(`/media/${unused.body.id}`, (answer) => answer.code === "media-unknown");
    expect((await app.api("GET", `/media/${used.body.id}`)).status).toBe(200);
    const { rows } = await sql`select 1 from media_chunks`.execute(db);
    expect(rows).toHaveLength(1);
  });
});

describe("a contact's file", () => {
  const write = (app: TestApp, type: string, bytes: Uint8Array, mimeType: string, payload?: Record<string, unknown>) =>
    app.emulator.receive({
      from: ANA,
      type,
      media: { bytes, mimeType, filename: "de Ana.bin" },
      ...(payload && { payload }),
    });
  const received = (app: TestApp, isMet: (content: Record<string, unknown>) => boolean) =>
    app
      .until("/messages?direction=inbound", ({ items }) => items.length > 0 && isMet(items[0].content))
      .then(({ items }) => items[0]);

  it("is fetched, shown with its message and served back byte for byte", async () => {
    const { app, media } = await start();
    await using _ = app;
    const photo = await sharp(await files.jpeg(200, 100))
      .withExif({ IFD0: { Make: "Phone" } })
      .jpeg()
      .toBuffer();
    write(app, "image", photo, "image/jpeg");
    const { content } = await received(app, (one) => one.mediaId !== undefined);
    const stored = (await app.api("GET", `/media/${content.mediaId}`)).body;
    expect(stored).toMatchObject({ mime: "image/jpeg", size: photo.length, origin: "inbound", sendableAs: ["image"] });
    const answer = await media.content(content.mediaId);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(photo);
    // It can be passed on.
    await untilState(app, await send(app, { type: "image", mediaId: content.mediaId }, "+34600111333"), "delivered");
  });

  it("that a browser could run is served as a download", async () => {
    const { app, media } = await start();
    await using _ = app;
    const html = Buffer.from("<html><script>alert(1)</script></html>");
    write(app, "document", html, "text/html");
    const { content } = await received(app, (one) => one.mediaId !== undefined);
    const answer = await media.content(content.mediaId);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
    expect(answer.headers.get("content-type")).not.toMatch(/html/);
  });

  it("is asked for again when its address has run out", async () => {
    const { app } = await start();
    await using _ = app;
    const url = `${app.emulator.url}/whatsapp_business/attachments/?mid=1&source=webhook&ext=1&hash=old`;
    write(app, "image", await files.jpeg(10, 10), "image/jpeg", { url });
    await received(app, (one) => one.mediaId !== undefined);
    expect(app.emulator.requests.some(({ target, status }) => target.includes("hash=old") && status === 404)).toBe(
      true,
    );
  });

  it("is fetched from Meta's hosts alone, whatever address is named", async () => {
    const { app } = await start();
    await using _ = app;
    const foreign = await startTestApp({ withChannel: false });
    await using _foreign = foreign;
    const bytes = await files.jpeg(12, 12);
    write(app, "image", bytes, "image/jpeg", { url: `${foreign.emulator.url}/whatsapp_business/attachments/?mid=7` });
    await received(app, (one) => one.mediaId !== undefined);
    expect(foreign.emulator.requests).toEqual([]);
  });

  it("that Meta no longer has, or could not pass on, leaves its reason with the message", async () => {
    const { app } = await start();
    await using _ = app;
    write(app, "image", await files.jpeg(10, 10), "image/jpeg", { id: "404404404404", url: undefined });
    const gone = await received(app, (one) => one.mediaError !== undefined);
    expect(gone.content.mediaError).toMatchObject({ code: "meta-100", mend: expect.stringContaining("send it again") });
    app.emulator.receive({
      from: ANA,
      type: "video",
      payload: { id: undefined },
      extra: { errors: [{ code: 131052, title: "Media download error" }] },
    });
    const large = await received(app, (one) => one.type === "video");
    expect(large.content.mediaError).toMatchObject({ code: "meta-131052" });
  });

  it("with another hash than announced is not kept", async () => {
    const { app } = await start();
    await using _ = app;
    const { db } = app.database.database;
    write(app, "image", await files.jpeg(10, 10), "image/jpeg", { sha256: Buffer.alloc(32, 1).toString("base64") });
    await received(app, () => true);
    const attempts = async () =>
      (
        await sql<{ error: string }>`
        select last_error as error from graphile_worker.jobs where task_identifier = 'media.download' and attempts > 0`.execute(
          db,
        )
      ).rows;
    const [failed] = await waitUntil(attempts, (rows) => rows[0]?.error != null);
    expect(failed?.error).toMatch(/hash/);
    expect((await sql`select 1 from media_chunks`.execute(db)).rows).toEqual([]);
    // The last attempt tells the person.
    await sql`update graphile_worker._private_jobs set attempts = 12, run_at = now() where attempts > 0`.execute(db);
    await sql`select graphile_worker.add_job('media.retention', '{}'::json)`.execute(db);
    const { content } = await received(app, (one) => one.mediaError !== undefined);
    expect(content.mediaError).toMatchObject({ code: "media-hash-mismatch" });
  });
});
