import type { Conversation } from "@chasqui/client";
import { expect, test } from "vitest";
import { type ListData, listRows, patchFirstPage, patchList } from "./list-cache.rules.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString();
const one = (id: string, minute: number, more: Partial<Conversation> = {}) =>
  ({ id, lastMessageAt: at(minute), unreadCount: 0, match: null, waitingSince: null, ...more }) as Conversation;

/** e is the latest, a the oldest; there is more behind it. */
const data: ListData = {
  pages: [
    { items: [one("e", 50), one("d", 40), one("c", 30)], nextCursor: "1" },
    { items: [one("b", 20), one("a", 10)], nextCursor: "2" },
  ],
  pageParams: [undefined, "1"],
};
const ids = (list: ListData) => listRows(list).map(({ id }) => id);

test("a message puts its conversation to the front, and the pages of the others stay the same", () => {
  const after = patchList(data, new Set(["a"]), [one("a", 55, { unreadCount: 1 })], "latest");
  expect(ids(after)).toEqual(["a", "e", "d", "c", "b"]);
  expect(patchList(data, new Set(["b"]), [one("b", 20, { unreadCount: 3 })], "latest").pages[0]).toBe(data.pages[0]);
});

test("what does not fit the filter any more goes, what begins to fit comes", () => {
  expect(ids(patchList(data, new Set(["d"]), [], "latest"))).toEqual(["e", "c", "b", "a"]);
  expect(ids(patchList(data, new Set(["x"]), [one("x", 35)], "latest"))).toEqual(["e", "d", "x", "c", "b", "a"]);
});

test("what lies beyond the pages that were read waits for its page", () => {
  expect(ids(patchList(data, new Set(["x"]), [one("x", 5)], "latest"))).toEqual(["e", "d", "c", "b", "a"]);
  const whole = { ...data, pages: data.pages.with(-1, { items: data.pages[1]?.items ?? [], nextCursor: null }) };
  expect(ids(patchList(whole, new Set(["x"]), [one("x", 5)], "latest"))).toEqual(["e", "d", "c", "b", "a", "x"]);
});

test("other orders have other places", () => {
  const oldest = { pages: [{ items: [one("a", 10), one("b", 20)], nextCursor: null }], pageParams: [undefined] };
  expect(ids(patchList(oldest, new Set(["a"]), [one("a", 30)], "oldest"))).toEqual(["b", "a"]);
});

test("a new first page takes the place of the old one; what it pushed back stays once", () => {
  const first = { items: [one("a", 60), one("f", 55), one("e", 50)], nextCursor: "3" };
  expect(ids(patchFirstPage(data, first, "latest"))).toEqual(["a", "f", "e", "d", "c", "b"]);
});
