import { expect, it } from "vitest";
import { type ColdStop, stopColdSends } from "./cold-stop.rules.ts";

const at = (time: string) => new Date(time);
const HOUR_MS = 3_600_000;
const lasts = ({ since, until }: ColdStop) => (until.getTime() - since.getTime()) / HOUR_MS;

it("lasts as long as it is set", () => {
  const stop = stopColdSends(undefined, 24, at("2026-03-02T12:00:00Z"));
  expect(stop).toEqual({ since: at("2026-03-02T12:00:00Z"), until: at("2026-03-03T12:00:00Z"), count: 1 });
});

it("is not made longer by what was refused along with it", () => {
  const first = stopColdSends(undefined, 24, at("2026-03-02T12:00:00Z"));
  expect(stopColdSends(first, 24, at("2026-03-02T12:00:01Z"))).toEqual(first);
});

it("lasts twice as long each time it is repeated, up to two weeks", () => {
  let stop: ColdStop | undefined;
  const hours: number[] = [];
  for (let round = 0; round < 7; round++) {
    stop = stopColdSends(stop, 24, stop ? new Date(stop.until.getTime() + HOUR_MS) : at("2026-03-02T12:00:00Z"));
    hours.push(lasts(stop));
  }
  expect(hours).toEqual([24, 48, 96, 192, 336, 336, 336]);
});

it("begins anew when a week went well", () => {
  const first = stopColdSends(undefined, 24, at("2026-03-02T12:00:00Z"));
  expect(stopColdSends(first, 24, at("2026-03-10T12:00:00Z")).count).toBe(1);
  expect(stopColdSends(first, 24, at("2026-03-10T11:59:59Z")).count).toBe(2);
});
