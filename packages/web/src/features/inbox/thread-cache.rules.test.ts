import type { Thread } from "@chasqui/client";
import { describe, expect, test } from "vitest";
import { keyOf, putItems, putLatest, type ThreadData, type ThreadItem, threadItems } from "./thread-cache.rules.ts";
import { findNewFrom, makeRows } from "./thread-rows.rules.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString();
const message = (id: string, minute: number, more: object = {}) =>
  ({ kind: "message", id, at: at(minute), direction: "inbound", type: "text", source: null, ...more }) as ThreadItem;
const note = (id: string, minute: number) => ({ kind: "note", id, at: at(minute) }) as ThreadItem;
const page = (items: ThreadItem[], more: Partial<Thread> = {}): Thread => ({
  items,
  olderCursor: "older",
  newerCursor: "newer",
  hasOlder: false,
  hasNewer: false,
  ...more,
});
const data: ThreadData = {
  pages: [page([message("a", 10), message("b", 20)], { hasOlder: true }), page([message("c", 30), note("n", 40)])],
  pageParams: [{}, {}],
};
const keys = (thread: ThreadData) => threadItems(thread).map(({ id }) => id);

describe("a thread that was read", () => {
  test("takes what changed in its place, and what is new where it belongs", () => {
    expect(keys(putItems(data, [message("d", 50), message("b", 20, { state: "read" })]))).toEqual([..."abcnd"]);
    // WhatsApp tells whole seconds: an answer may be older than what it came after.
    expect(keys(putItems(data, [message("x", 35)]))).toEqual([..."abcxn"]);
    expect(keys(putItems(data, [message("x", 25)]))).toEqual([..."abxcn"]);
  });

  test("leaves what is older than it, and what lies beyond it, to the pages that bring it", () => {
    expect(keys(putItems(data, [message("x", 5)]))).toEqual([..."abcn"]);
    const middle = { ...data, pages: data.pages.with(-1, page([message("c", 30)], { hasNewer: true })) };
    expect(keys(putItems(middle, [message("x", 50)]))).toEqual([..."abc"]);
    expect(putLatest(middle, page([message("x", 50)]))).toBe(middle);
  });

  test("lets go of what the latest page does not have any more", () => {
    const latest = page([message("b", 20), message("c", 30), message("d", 50)], { hasOlder: true });
    expect(keys(putLatest(data, latest))).toEqual([..."abcd"]);
  });

  test("begins anew where more has come than one page holds", () => {
    const latest = page([message("y", 55), message("z", 60)], { hasOlder: true });
    expect(keys(putLatest(data, latest))).toEqual([..."yz"]);
  });
});

test("rows have days, a line before what is new, and messages of one side together", () => {
  const items = [
    message("a", 10),
    message("b", 12),
    message("c", 13, { direction: "outbound", source: { kind: "inbox", id: "1" } }),
    message("d", 14),
    { ...message("e", 15), at: "2026-01-03T12:00:00.000Z" } as ThreadItem,
  ];
  const newFrom = findNewFrom(items, 2);
  expect(newFrom).toBe(keyOf(items[3] as ThreadItem));
  const rows = makeRows(items, newFrom, []);
  expect(rows.map(({ kind }) => kind)).toEqual(["day", "item", "item", "item", "new", "item", "day", "item"]);
  expect(rows.flatMap((row) => (row.kind === "item" ? [row.isFirst] : []))).toEqual([true, false, true, true, true]);
});
