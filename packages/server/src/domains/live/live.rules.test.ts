import { describe, expect, it } from "vitest";
import { isPosition, MAX_IDS_TOLD, mergeEvents, positionOf } from "./live.rules.ts";

const known = new Set(["messages.changed", "alerts.changed"]);
const message = (ids: string[], conversationIds?: string[]) => ({
  kind: "messages.changed",
  payload: { ids, ...(conversationIds && { conversationIds }) },
});

describe("events that came at once", () => {
  it("are told as one of each kind, every id once", () => {
    const alert = { kind: "alerts.changed", payload: { ids: ["x"] } };
    expect(mergeEvents([message(["a", "b"], ["c1"]), alert, message(["b", "c"], ["c1", "c2"])], known)).toEqual([
      { kind: "messages.changed", data: { ids: ["a", "b", "c"], conversationIds: ["c1", "c2"], hasMore: false } },
      { kind: "alerts.changed", data: { ids: ["x"], hasMore: false } },
    ]);
  });

  it("leave out kinds that are not known", () => {
    expect(mergeEvents([{ kind: "of.the.future", payload: { ids: ["a"] } }], known)).toEqual([]);
  });

  it("say that there is more when too many changed to name them", () => {
    const many = Array.from({ length: MAX_IDS_TOLD }, (_, index) => `m${index}`);
    expect(mergeEvents([message(many, ["c"])], known)[0]?.data).toMatchObject({ ids: many, hasMore: false });
    const [more] = mergeEvents([message(many, ["c"]), message(["one more"], ["c"])], known);
    expect(more?.data).toMatchObject({ ids: many, hasMore: true });
    expect(mergeEvents([message(["a"], many), message(["b"], ["c"])], known)[0]?.data.hasMore).toBe(true);
  });

  it("say that there is more when a batch did not name its conversations", () => {
    expect(mergeEvents([message(["a"], ["c"]), message(["b"])], known)[0]?.data).toEqual({
      ids: ["a", "b"],
      conversationIds: ["c"],
      hasMore: true,
    });
  });
});

describe("a position", () => {
  it("is the oldest transaction of a snapshot that is not told", () => {
    expect(positionOf("748:760:748,755")).toBe("748");
  });

  it("is a number PostgreSQL can compare", () => {
    expect(["0", "748", "9223372036854775807"].every(isPosition)).toBe(true);
    expect(["", "-1", "7.5", "0x1", "9223372036854775808", "1e3", " 1"].some(isPosition)).toBe(false);
  });
});
