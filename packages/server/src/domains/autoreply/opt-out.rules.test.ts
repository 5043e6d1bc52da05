import { expect, it } from "vitest";
import { confirm, findWish } from "./opt-out.rules.ts";

it.each([
  ["STOP", "stop", "en"],
  [" stop! ", "stop", "en"],
  ["Stop.", "stop", "en"],
  ["ＳＴＯＰ", "stop", "en"],
  ["Baja", "stop", "es"],
  ["dar  de baja", "stop", "es"],
  ["SAIR", "stop", "pt"],
  ["start", "start", "en"],
  ["Alta", "start", "es"],
])("%j asks to %s", (text, kind, language) => {
  expect(findWish(text)).toEqual({ kind, language });
});

it.each([
  "",
  "please stop by tomorrow",
  "stopwatch",
  "no pares",
  "constructor",
  "__proto__",
  `stop${" ".repeat(10_000)}`,
  "non-stop",
])("%j asks for nothing", (text) => {
  expect(findWish(text)).toBeUndefined();
});

it("tells in each language how to undo it", () => {
  for (const text of ["stop", "baja", "sair"]) {
    const wish = findWish(text);
    const undo = /[A-Z]{4,}/.exec(wish ? confirm(wish) : "")?.[0] ?? "";
    expect(findWish(undo)).toEqual({ kind: "start", language: wish?.language });
  }
});
