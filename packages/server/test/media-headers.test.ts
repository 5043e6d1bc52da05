/** Files of ours that are not the message but stand in it: headers, and what is written as Meta's API takes it. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { createMediaClient } from "./media-client.ts";
import * as files from "./media-files.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";

const ANA = "+34600111222";
const DAY = 86_400_000;

async function start() {
  const app = await startTestApp({ emulator: { serviceWindow: "off" } });
  return { app, media: await createMediaClient(app) };
}

async function send(app: TestApp, content: object, to = ANA): Promise<string> {
  const answer = await app.api("POST", "/messages", { to, content });
  expect(answer.status, JSON.stringify(answer.body)).toBe(202);
  return answer.body.id;
}

const untilState = (app: TestApp, id: string, state: string) =>
  app.until(`/messages/${id}`, (message) => message.state === state);
const uploadsTo = (app: TestApp) =>
  app.emulator.requests.filter(({ method, target }) => method === "POST" && target.endsWith("/media"));
const lastPosted = (app: TestApp) =>
  app.emulator.requests
    .filter(({ method, target, status }) => method === "POST" && target.endsWith("/messages") && status === 200)
    .map(({ body }) => JSON.parse(body ?? "{}"))
    .at(-1);
/** What the emulator has under an id it was sent. */
const stored = (app: TestApp, id: string) => app.emulator.state.media.find((one) => (one as { id: string }).id === id);

const buttons = (header: object) => ({
  type: "buttons",
  header,
  body: "Which one?",
  buttons: [{ id: "a", title: "This" }],
});
const sale = (image: object) => ({
  type: "template",
  name: "summer_sale",
  language: "en_US",
  components: [
    { type: "header", parameters: [{ type: "image", image }] },
    { type: "body", parameters: [{ type: "text", text: "Ana" }] },
  ],
});
const carousel = (...images: object[]) => ({
  type: "interactive",
  interactive: {
    type: "carousel",
    body: { text: "Have a look" },
    action: {
      cards: images.map((image, index) => ({
        card_index: index,
        type: "cta_url",
        header: { type: "image", image },
        body: { text: `Number ${index}` },
        action: { name: "cta_url", parameters: { display_text: "See", url: "https://shop.test/" } },
      })),
    },
  },
});

describe("a file of ours", () => {
  it("in the header of buttons, lists' likes and link buttons goes out, uploaded under its own type", async () => {
    const { app, media } = await start();
    await using _ = app;
    const link = { type: "cta-url", body: "Pay here", displayText: "Pay", url: "https://shop.test/pay" };
    const cases = [
      [buttons, "image", await files.jpeg(80, 60), "image/jpeg"],
      [buttons, "video", files.mp4(), "video/mp4"],
      [(header: object) => ({ ...link, header }), "document", files.pdf(), "application/pdf"],
    ] as const;
    for (const [build, type, bytes, mimeType] of cases) {
      const { body } = await media.upload(bytes);
      await untilState(app, await send(app, build({ type, mediaId: body.id })), "delivered");
      const { header } = lastPosted(app).interactive;
      expect(header).toEqual({ type, [type]: { id: expect.any(String) } });
      expect(stored(app, header[type].id)).toMatchObject({ mimeType, size: bytes.length });
    }
  });

  it("in a template's header goes out, and is uploaded once for all that show it", async () => {
    const { app, media } = await start();
    await using _ = app;
    const { body } = await media.upload(await files.jpeg(80, 60));
    const ids = await Promise.all(
      Array.from({ length: 5 }, (_unused, index) =>
        // Ids are the same however they are written.
        send(app, sale({ mediaId: index % 2 ? body.id.toUpperCase() : body.id }), `+3460011133${index}`),
      ),
    );
    for (const id of ids) await untilState(app, id, "delivered");
    expect(uploadsTo(app)).toHaveLength(1);
    expect(lastPosted(app).template.components[0].parameters[0]).toEqual({
      type: "image",
      image: { id: expect.any(String) },
    });
  });

  it("stands beside others in one message: all of them are uploaded before it goes, links stay links", async () => {
    const { app, media } = await start();
    await using _ = app;
    const photos = [await files.jpeg(10, 10), await files.jpeg(20, 10)];
    const ids = await Promise.all(photos.map(async (photo) => (await media.upload(photo)).body.id as string));
    const link = { link: "https://shop.test/c.jpg" };
    const content = carousel({ mediaId: ids[0] }, { mediaId: ids[1] }, link, { mediaId: ids[0] });
    await untilState(app, await send(app, content), "delivered");
    const images = lastPosted(app).interactive.action.cards.map(
      (card: { header: { image: object } }) => card.header.image,
    );
    expect(images[2]).toEqual(link);
    expect(images[3]).toEqual(images[0]);
    expect(images.slice(0, 2).map((one: { id: string }) => stored(app, one.id))).toMatchObject(
      photos.map((photo) => ({ size: photo.length })),
    );
    expect(uploadsTo(app)).toHaveLength(2);
  });

  it("is uploaded again, once, when Meta has lost it", async () => {
    const { app, media } = await start();
    await using _ = app;
    const { body } = await media.upload(await files.jpeg(80, 60));
    await untilState(app, await send(app, sale({ mediaId: body.id })), "delivered");
    app.emulator.expireMedia(lastPosted(app).template.components[0].parameters[0].image.id);
    const again = await send(app, sale({ mediaId: body.id }), "+34600111333");
    const message = await untilState(app, again, "delivered");
    expect(message.history.filter(({ kind }: { kind: string }) => kind === "media-uploaded-again")).toHaveLength(1);
    expect(uploadsTo(app)).toHaveLength(2);
  });

  it("fails the message with the reason when one of its files can't be uploaded", async () => {
    const { app, media } = await start();
    await using _ = app;
    app.emulator.addFault({ match: { route: "POST media", nth: 2 }, effect: { error: { code: 100 } } });
    const ids = await Promise.all(
      [10, 20].map(async (width) => (await media.upload(await files.jpeg(width, 10))).body.id as string),
    );
    const id = await send(app, carousel({ mediaId: ids[0] }, { mediaId: ids[1] }));
    expect((await untilState(app, id, "failed")).error).toMatchObject({ code: "meta-100" });
    expect(app.emulator.acceptedCount).toBe(0);
  });

  it("is kept while a message shows it, and can't be deleted while that is still to be sent", async () => {
    const { app, media } = await start();
    await using _ = app;
    const { body: used } = await media.upload(await files.jpeg(80, 60));
    const { body: unused } = await media.upload(await files.jpeg(80, 61));
    const sendAt = new Date(app.clock.now().getTime() + DAY).toISOString();
    const waiting = await app.api("POST", "/messages", { to: ANA, content: sale({ mediaId: used.id }), sendAt });
    expect(waiting.status).toBe(202);
    expect((await app.api("DELETE", `/media/${used.id}`)).body.code).toBe("media-in-use");
    await app.api("POST", `/messages/${waiting.body.id}/cancel`);
    app.clock.advance(91 * DAY);
    await sql`select graphile_worker.add_job('media.retention', '{}'::json)`.execute(app.database.database.db);
    await app.until(`/media/${unused.id}`, ({ code }) => code === "media-unknown");
    expect((await app.api("GET", `/media/${used.id}`)).status).toBe(200);
    expect((await app.api("DELETE", `/media/${used.id}`)).status).toBe(204);
  });

  it("is refused at once when it is unknown, does not fit, or stands where it can't", async () => {
    const { app, media } = await start();
    await using _ = app;
    const { body: pdf } = await media.upload(files.pdf());
    const { body: photo } = await media.upload(await files.jpeg(80, 60));
    const attempt = async (content: object) => {
      const { status, body } = await app.api("POST", "/messages", { to: ANA, content });
      return `${status} ${body.code}`;
    };
    expect(await attempt(buttons({ type: "image", mediaId: pdf.id }))).toBe("409 media-kind-unfit");
    expect(await attempt(sale({ mediaId: pdf.id }))).toBe("409 media-kind-unfit");
    expect(await attempt(carousel({ mediaId: photo.id }, { mediaId: pdf.id }))).toBe("409 media-kind-unfit");
    expect(await attempt(sale({ mediaId: crypto.randomUUID() }))).toBe("404 media-unknown");
    const link = "https://shop.test/c.jpg";
    for (const senseless of [
      buttons({ type: "image" }),
      buttons({ type: "image", mediaId: photo.id, link }),
      buttons({ type: "text", text: "x", mediaId: photo.id }),
      sale({ mediaId: photo.id, link }),
      sale({ mediaId: photo.id, id: "1" }),
      sale({ mediaId: "mine" }),
      sale({ mediaId: [photo.id] }),
      { ...sale({ link }), components: [{ type: "body", mediaId: photo.id }] },
      {
        ...sale({ link }),
        components: [{ type: "header", parameters: [{ type: "text", text: { mediaId: photo.id } }] }],
      },
    ])
      expect(await attempt(senseless), JSON.stringify(senseless)).toBe("400 validation-failed");
    expect(app.log()).not.toContain('"level":"error"');
  });
});
