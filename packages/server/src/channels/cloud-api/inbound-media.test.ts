import { describe, expect, it } from "vitest";
import { readMedia } from "./inbound-media.ts";

const SHA = Buffer.alloc(32, 0xab);

describe("the file of an inbound message", () => {
  it("is known by Meta's id, with what Meta says of it", () => {
    const body = {
      id: "1003383421387256",
      mime_type: "application/pdf",
      sha256: SHA.toString("base64"),
      filename: "invoice.pdf",
      url: "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
    };
    expect(readMedia("document", body, { document: body })).toEqual({
      media: {
        providerMediaId: "1003383421387256",
        mimeType: "application/pdf",
        sha256: SHA.toString("hex"),
        filename: "invoice.pdf",
        url: body.url,
      },
    });
  });

  it.each([
    ["base64", SHA.toString("base64"), SHA.toString("hex")],
    ["hexadecimal", SHA.toString("hex").toUpperCase(), SHA.toString("hex")],
    ["something else", "no hash", undefined],
    ["a number", 7, undefined],
  ])("has its hash as hexadecimal when Meta gives %s", (_name, sha256, expected) => {
    expect(readMedia("image", { id: "1", sha256 }, {}).media?.sha256).toBe(expected);
  });

  it("that Meta could not pass on has Meta's reason", () => {
    const message = { errors: [{ code: 131052, title: "Media download error" }] };
    expect(readMedia("video", undefined, message)).toMatchObject({ mediaError: { code: "meta-131052" } });
  });

  it("is none where there is none", () => {
    expect(readMedia("text", { id: "1" }, {})).toEqual({});
    expect(readMedia("image", undefined, {})).toEqual({});
    expect(readMedia("image", { id: {} }, { errors: [] })).toEqual({});
  });
});
