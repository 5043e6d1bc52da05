import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEventParser, type ServerSentEvent } from "./event-parser.ts";

function parse(...pieces: readonly string[]): ServerSentEvent[] {
  const parser = createEventParser();
  return pieces.flatMap((piece) => parser.push(piece));
}

describe("a stream of events", () => {
  it("has names, ids and data of several lines; comments and retries are not events", () => {
    const stream =
      ": hello\n\nevent: ready\nid: 7\ndata: {}\n\ndata:one\ndata:  two\n\nretry: 10\n\nevent: x\ndata\n\n";
    expect(parse(stream)).toEqual([
      { name: "ready", data: "{}", lastEventId: "7" },
      { name: "message", data: "one\n two", lastEventId: "7" },
      { name: "x", data: "", lastEventId: "7" },
    ]);
  });

  it("has no event without data, whose name is forgotten, while its id counts", () => {
    expect(parse("event: lost\nid: 3\n\ndata: x\n\n")).toEqual([{ name: "message", data: "x", lastEventId: "3" }]);
    expect(parse("id: 3\ndata: x\n\nid: a\0b\ndata: y\n\n").map((event) => event.lastEventId)).toEqual(["3", "3"]);
  });

  it("has no event that is cut off at its end", () => {
    expect(parse("data: x\n")).toEqual([]);
  });

  it("is the same wherever it is cut, and however its lines end", () => {
    const line = fc.constantFrom(
      "data: a",
      "data:b: c",
      "event: k",
      "id: 1",
      "id",
      ": c",
      "data",
      "",
      "",
      "unknown: x",
    );
    const ending = fc.constantFrom("\n", "\r", "\r\n");
    fc.assert(
      fc.property(fc.array(line), ending, fc.array(fc.nat(200)), (lines, end, cuts) => {
        const text = lines.map((one) => one + end).join("");
        const places = [...cuts.filter((cut) => cut < text.length), 0, text.length].sort((a, b) => a - b);
        const pieces = places.slice(1).map((place, index) => text.slice(places[index], place));
        expect(parse(...pieces)).toEqual(parse(lines.map((one) => `${one}\n`).join("")));
      }),
    );
  });
});
