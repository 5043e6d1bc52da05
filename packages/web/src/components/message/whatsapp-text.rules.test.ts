import { describe, expect, test } from "vitest";
import { isFewEmoji, readWhatsAppText, toPlainText } from "./whatsapp-text.rules.ts";

const line = (text: string) => {
  const [block] = readWhatsAppText(text);
  return block?.kind === "mono" ? [] : (block?.children ?? []);
};

describe("markup", () => {
  test("bold, italic, struck and code are read, also within each other", () => {
    expect(line("*bold* and _it ~was~_ `x*y*`")).toEqual([
      { kind: "bold", children: [{ kind: "text", text: "bold" }] },
      { kind: "text", text: " and " },
      {
        kind: "italic",
        children: [
          { kind: "text", text: "it " },
          { kind: "strike", children: [{ kind: "text", text: "was" }] },
        ],
      },
      { kind: "text", text: " " },
      { kind: "code", text: "x*y*" },
    ]);
  });

  test.each(["2*3*4", "snake_case_name", "*", "**", "~ no ~", "*open", "a*b*"])("%s stays as it is", (text) => {
    expect(line(text)).toEqual([{ kind: "text", text }]);
  });

  test("lines begin quotes and lists; fences keep what is between them", () => {
    expect(readWhatsAppText("Look:\n> said\n- one\n2. two\n```a *b*\n c```\nend").map(({ kind }) => kind)).toEqual([
      "line",
      "quote",
      "item",
      "item",
      "mono",
      "line",
    ]);
    expect(readWhatsAppText("```a *b*\n c```")).toEqual([{ kind: "mono", text: "a *b*\n c" }]);
  });

  test("addresses become links without the sentence around them", () => {
    expect(line("See https://shop.example/a?b=1, or (www.shop.example).")).toEqual([
      { kind: "text", text: "See " },
      { kind: "link", text: "https://shop.example/a?b=1", href: "https://shop.example/a?b=1" },
      { kind: "text", text: ", or (" },
      { kind: "link", text: "www.shop.example", href: "https://www.shop.example" },
      { kind: "text", text: ")." },
    ]);
    expect(line("javascript:alert(1)")).toEqual([{ kind: "text", text: "javascript:alert(1)" }]);
  });

  test("many markers without an end take no time to speak of", () => {
    const text = "*a _b ~c ".repeat(20_000);
    expect(toPlainText(text)).toContain("*a _b");
  });
});

test("what a list shows has no markup and no line breaks", () => {
  expect(toPlainText("*Order*\n- _two_ cups\n```now```")).toBe("Order two cups now");
});

test.each([
  ["👍", true],
  ["👩‍👩‍👧 ❤️", true],
  ["🇵🇪🇪🇸", true],
  ["👍👍👍👍", false],
  ["ok 👍", false],
  ["12", false],
  ["", false],
])("%s: large is %s", (text, isLarge) => {
  expect(isFewEmoji(text)).toBe(isLarge);
});
