import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { cloudApiWebhook as webhook } from "./webhook.ts";

describe("the verification handshake", () => {
  const query = (changes: Record<string, string> = {}) =>
    new URLSearchParams({
      "hub.mode": "subscribe",
      "hub.challenge": "1158201444",
      "hub.verify_token": "right",
      ...changes,
    });

  it("is answered with the challenge as it came when any token matches", () => {
    expect(webhook.answerChallenge(query(), ["right"])).toBe("1158201444");
    expect(webhook.answerChallenge(query(), ["other", "right"])).toBe("1158201444");
    expect(webhook.answerChallenge(query({ "hub.challenge": "a b+c" }), ["right"])).toBe("a b+c");
  });

  it.each([
    [query({ "hub.verify_token": "wrong" }), ["right"]],
    [query({ "hub.verify_token": "righ" }), ["right"]],
    [query({ "hub.verify_token": "" }), [""]],
    [query(), []],
    [query({ "hub.mode": "unsubscribe" }), ["right"]],
    [query({ "hub.challenge": "" }), ["right"]],
    [query({ "hub.challenge": "9".repeat(513) }), ["right"]],
    [new URLSearchParams(), ["right"]],
    [new URLSearchParams("hub_mode=subscribe&hub_challenge=1&hub_verify_token=right"), ["right"]],
  ])("is not answered for %s with tokens %j", (asked, tokens) => {
    expect(webhook.answerChallenge(asked, tokens)).toBeUndefined();
  });
});

describe("the signature", () => {
  // Published test vector: 133 bytes, ASCII, with literal backslash-u sequences.
  const vector = Buffer.from(
    String.raw`{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"body":"Ol\u00e1 \ud83d\udc4b"}}]}]}`,
  );
  const signature = "sha256=ed6b8b55fab17e8729fb90df946f53f297d9ab81eaab280dd495580ffe22a583";

  it("of the known vector is found, over the raw bytes", () => {
    expect(vector).toHaveLength(133);
    expect(webhook.findSigner(vector, signature, ["test_app_secret"])).toBe("test_app_secret");
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(vector.toString())));
    expect(webhook.findSigner(rewritten, signature, ["test_app_secret"])).toBeUndefined();
  });

  it("is found among several secrets, so that one can be replaced by another", () => {
    expect(webhook.findSigner(vector, signature, ["new", "test_app_secret"])).toBe("test_app_secret");
    expect(webhook.findSigner(vector, signature, ["new", "newer"])).toBeUndefined();
  });

  it("of bytes that are not text is found too", () => {
    const body = Buffer.from([0xff, 0x00, 0xfe, 0x80]);
    const digest = createHmac("sha256", "s").update(body).digest("hex");
    expect(webhook.findSigner(body, `sha256=${digest}`, ["s"])).toBe("s");
  });

  it.each([
    undefined,
    "",
    "sha256=",
    "sha256=zz",
    signature.slice(0, -1),
    `${signature}0`,
    signature.slice("sha256=".length),
    `sha1=${"0".repeat(40)}`,
    `${signature.slice(0, -1)}4`,
  ])("%j is nobody's", (given) => {
    expect(webhook.findSigner(vector, given, ["test_app_secret"])).toBeUndefined();
  });

  it("is nobody's when a secret is empty", () => {
    const digest = createHmac("sha256", "").update(vector).digest("hex");
    expect(webhook.findSigner(vector, `sha256=${digest}`, [""])).toBeUndefined();
  });
});
