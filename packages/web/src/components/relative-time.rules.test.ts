import { expect, test } from "vitest";
import { formatRelative } from "./relative-time.rules.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const at = (text: string) => new Date(text);

test("near times are told by their distance, in the language asked for", () => {
  expect(formatRelative(at("2026-11-21T11:59:30Z"), NOW, "en")).toBe("now");
  expect(formatRelative(at("2026-11-21T11:57:00Z"), NOW, "en")).toBe("3 minutes ago");
  expect(formatRelative(at("2026-11-21T14:59:00Z"), NOW, "en")).toBe("in 2 hours");
  expect(formatRelative(at("2026-11-20T11:00:00Z"), NOW, "es")).toBe("ayer");
  expect(formatRelative(at("2026-11-21T11:57:00Z"), NOW, "pt")).toBe("há 3 minutos");
});

test("from a week on it is a date, with the year only where it is another", () => {
  expect(formatRelative(at("2026-11-14T13:00:00Z"), NOW, "en")).toBe("6 days ago");
  expect(formatRelative(at("2026-11-14T12:00:00Z"), NOW, "en")).toBe("Nov 14");
  expect(formatRelative(at("2025-11-14T12:00:00Z"), NOW, "en")).toBe("Nov 14, 2025");
});
