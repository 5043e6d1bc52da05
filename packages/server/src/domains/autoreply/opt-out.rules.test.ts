import { expect, it } from "vitest";
import { createWishBook, type WishSettings } from "./opt-out.rules.ts";

const byDefault: WishSettings = {
  optOutWords: ["stop", "unsubscribe", "baja", "dar de baja", "sair", "parar", "descadastrar"],
  optInWords: ["start", "alta", "voltar"],
  optOutConfirmation: null,
  optInConfirmation: null,
  defaultLanguage: "en",
};
const { findWish, confirm } = createWishBook(byDefault);

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

it("knows the words people have set, in the language people have set", () => {
  const book = createWishBook({ ...byDefault, optOutWords: ["¡Basta!", "stop"], defaultLanguage: "es" });
  expect(book.findWish("BASTA")).toEqual({ kind: "stop", language: "es" });
  expect(book.findWish("baja")).toBeUndefined();
  expect(book.confirm({ kind: "start", language: "es" })).toContain("Escribe ¡BASTA! para");
  expect(book.confirm({ kind: "start", language: "en" })).toContain("Write STOP to");
});

it("says what people have set, and never names a word that would not work", () => {
  const own = createWishBook({ ...byDefault, optOutConfirmation: "Bye.", optInWords: [] });
  expect(own.confirm({ kind: "stop", language: "pt" })).toBe("Bye.");
  const final = createWishBook({ ...byDefault, optInWords: [] });
  expect(final.confirm({ kind: "stop", language: "en" })).toBe("You will get no more messages of this kind from us.");
});

it("takes a word that is set for both as a wish to be left alone", () => {
  const book = createWishBook({ ...byDefault, optInWords: ["stop", "start"] });
  expect(book.findWish("stop")?.kind).toBe("stop");
  expect(book.confirm({ kind: "stop", language: "en" })).toContain("Write START");
});
