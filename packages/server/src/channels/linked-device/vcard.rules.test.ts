import { expect, it } from "vitest";
import { writeVcard } from "./vcard.rules.ts";

it("a card can't be broken out of by what is written on it", () => {
  const card = writeVcard({
    formattedName: "Shop; Ltd\nEND:VCARD",
    organization: "A, B",
    phones: [{ phone: "+34 600 000 001", type: "WORK:x" }],
  });
  expect(card.split("\n")).toEqual([
    "BEGIN:VCARD",
    "VERSION:3.0",
    "N:;;;;",
    "FN:Shop\\; Ltd\\nEND:VCARD",
    "ORG:A\\, B",
    "TEL;type=WORKX;waid=34600000001:+34 600 000 001",
    "END:VCARD",
  ]);
});
