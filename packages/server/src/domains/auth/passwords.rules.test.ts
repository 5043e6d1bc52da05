import { describe, expect, it } from "vitest";
import { findPasswordWeakness } from "./passwords.rules.ts";

const OWNER = { name: "Ana María Quispe", email: "ana.quispe@andes-shop.example" };
const judge = (password: string) => findPasswordWeakness(password, OWNER)?.reason;

describe("a password", () => {
  it.each([
    "turquoise lamp 42",
    "mi gato come pan",
    "Kx7#qp92Lm",
    "correcthorsebatterystaple",
    "flor de retama amarilla",
    "8273645190",
    "perro.gato.azul.tren",
    "Ana tiene tres gatos",
    "пароль-для-меня",
    "🦙🦙 llama in the yard",
  ])("%s is fine", (password) => expect(judge(password)).toBeUndefined());

  it.each(["", "turquoise", "🦙🦙🦙🦙🦙🦙🦙🦙🦙", "a b c d e"])("%s is too short", (password) =>
    expect(judge(password)).toBe("too-short"),
  );

  it.each([
    "1234567890",
    "12345678910",
    "0987654321",
    "1122334455",
    "10203040506070",
    "147258369147",
    "aaaaaaaaaa",
    "1212121212",
    "abcabcabcabc",
    "qwertyuiop",
    "poiuytrewq",
    "1q2w3e4r5t",
    "zxcvbnm123",
    "password123",
    "Password@2026",
    "P4$$w0rd!!1",
    "contraseña1",
    "Contrasena2026",
    "senha12345",
    "admin123456",
    "Welcome2026!",
    "iloveyou123",
    "teamomucho1",
    "flamengo2026",
    "fernanda123",
    "chasqui2026!",
    "whatsapp123",
    "monkeymonkey",
    "Aa@123456789",
  ])("%s is among the first to be tried", (password) => expect(judge(password)).toBe("common"));

  it.each([
    "ana.quispe@andes-shop.example",
    "anamariaquispe",
    "AnaMaríaQuispe1",
    "quispe123456",
    "QuispeAna2026",
    "Qu1sp3.2026!",
    "andes-shop2026",
  ])("%s is the person's name or address", (password) => expect(judge(password)).toBe("like-name-or-email"));
});
