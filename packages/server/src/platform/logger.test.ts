import { describe, expect, it } from "vitest";
import { createLogger, maskPhone } from "./logger.ts";

function captureLog(level: "info" | "debug" | "silent" = "info") {
  const lines: string[] = [];
  const logger = createLogger({ level, destination: { write: (line) => void lines.push(line) } });
  return { logger, lines, text: () => lines.join(""), last: () => JSON.parse(lines.at(-1) ?? "null") };
}

/** A token as Meta makes them, and one of no known shape. */
const META_TOKEN = "EAAGm0PX4ZCpsBAKZCZBq7mZBXYZ0123456789";
const ODD_SECRET = 'pa"ss\\wörd &=/+';

function dangerousError(secret: string): Error {
  const error = new Error(`request failed with ${secret}`, { cause: new Error(`inner ${secret}`) });
  return Object.assign(error, {
    url: `https://graph.facebook.com/v25.0/me?access_token=${encodeURIComponent(secret)}&fields=id&state=${encodeURIComponent(secret)}`,
    config: {
      headers: { authorization: `Bearer ${secret}`, "x-custom": secret },
      deep: [{ deeper: { note: `see ${secret}` } }],
    },
    basic: Buffer.from(secret).toString("base64"),
  });
}

/** Every way in which a line could still hold the secret. */
function expectNoTraceOf(secret: string, text: string) {
  for (const form of [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64"),
  ]) {
    expect(text).not.toContain(form);
  }
}

describe("logger", () => {
  it.each([META_TOKEN, ODD_SECRET])(
    "writes a known secret nowhere: message, stack, cause, nested, header, URL (%s)",
    (secret) => {
      const { logger, lines, text } = captureLog();
      logger.redactor.add(secret);
      const error = dangerousError(secret);
      logger.error(error);
      logger.error({ err: error, error, list: [error] }, `failed: ${secret}`);
      logger.child({ secretBinding: secret, note: secret }).warn("%s", secret);
      expect(lines).toHaveLength(3);
      expectNoTraceOf(secret, text());
      for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
      expect(text()).toContain("logger.test.ts");
    },
  );

  it("recognises tokens nobody told it of by their shape and by their field", () => {
    const { logger, text } = captureLog();
    logger.error(dangerousError(META_TOKEN));
    logger.info({
      headers: { Authorization: "ApiKey abcdefgh1", cookie: "session=abcdefgh2", "x-hub-signature-256": "abcdefgh3" },
    });
    logger.info({ channel: { secrets: { anything: "abcdefgh4" }, appSecret: "abcdefgh5", verify_token: "abcdefgh6" } });
    logger.info("connecting to postgres://chasqui:abcdefgh7@db:5432/chasqui with chq_ab12cd_abcdefgh8abcdefgh8");
    logger.info("GET /webhook?hub.mode=subscribe&hub.verify_token=abcdefgh9");
    expect(text()).not.toMatch(/abcdefgh\d/);
    expect(text()).not.toContain(META_TOKEN);
    expect(text()).toContain("hub.mode=subscribe");
  });

  it("writes no message text and no body, and of a phone number only its end", () => {
    const { logger, text, last } = captureLog();
    logger.info({
      message: { id: "m1", text: "private words", body: "private words" },
      phone: "+34 600 111 222",
      wa_id: "34600111222",
    });
    expect(text()).not.toContain("private words");
    expect(last()).toMatchObject({ message: { id: "m1" }, phone: "…222", wa_id: "…222" });
    expect(maskPhone("+34600111222")).toBe("…222");
  });

  it("leaves out the row that PostgreSQL quotes in its errors", () => {
    const { logger, text } = captureLog();
    logger.error(
      Object.assign(new Error("duplicate key"), {
        severity: "ERROR",
        code: "23505",
        detail: "Key (phone)=(+34600111222)",
      }),
    );
    expect(text()).not.toContain("34600111222");
    expect(text()).toContain("23505");
  });

  it("keeps what explains an error: name, message, stack, code, causes", () => {
    const { logger, last } = captureLog();
    const cause = Object.assign(new Error("connect refused"), { code: "ECONNREFUSED" });
    logger.error(new TypeError("outer", { cause }), "could not send");
    expect(last()).toMatchObject({
      level: "error",
      msg: "could not send",
      err: { type: "TypeError", message: "outer", cause: { message: "connect refused", code: "ECONNREFUSED" } },
    });
    expect(last().err.stack).toContain("logger.test.ts");
  });

  it("survives circles, buffers and big numbers", () => {
    const { logger, last } = captureLog();
    const circle: Record<string, unknown> = { bytes: Buffer.from("abc"), big: 12n };
    circle.self = circle;
    logger.info({ circle });
    expect(last().circle).toEqual({ bytes: "[3 bytes]", big: "12", self: "[circular]" });
  });

  it("changes the level of every logger at once, also of children made before", () => {
    const { logger, lines } = captureLog("info");
    const child = logger.child({ part: "http" });
    const grandchild = child.child({ request: "r1" });
    grandchild.debug("unseen");
    logger.level = "debug";
    grandchild.debug("seen");
    expect(child.level).toBe("debug");
    child.level = "silent";
    logger.fatal("unseen");
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: "debug", part: "http", request: "r1", msg: "seen", time: expect.any(String) }),
    ]);
  });
});
