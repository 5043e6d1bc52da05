import { expect, test } from "vitest";
import { readPhone } from "./phone-input.rules.ts";

test("a number is taken as people write it, with its country", () => {
  expect(readPhone("+34 600 000 001")).toBe("+34600000001");
  expect(readPhone("0034 600-000-001")).toBe("+34600000001");
  expect(readPhone("+1 (555) 010-0001")).toBe("+15550100001");
});

test("without its country, or with letters in it, it is none", () => {
  for (const text of ["", "600 000 001", "+0 600 000 001", "+34 6OO OOO OO1", "+34"]) {
    expect(readPhone(text), text).toBeUndefined();
  }
});
