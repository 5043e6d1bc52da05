import { describe, expect, it } from "vitest";
import { type Lane, pickCandidates } from "./lanes.rules.ts";

let counter = 0;
function candidate(lane: Lane, ageSeconds: number, conversationId = `conversation-${++counter}`) {
  return {
    messageId: `message-${++counter}`,
    conversationId,
    lane,
    availableAt: new Date(1_000_000 - ageSeconds * 1000),
  };
}

const plenty = (all: number, given: number) => ({ all, bulk: all, given });

describe("choosing who takes the free slots", () => {
  it("gives replies every slot before anything else, the oldest first", () => {
    const campaign = candidate(4, 1000);
    const older = candidate(0, 2);
    const newer = candidate(0, 1);
    expect(pickCandidates([campaign, newer, older], plenty(2, 0))).toEqual([older, newer]);
    expect(pickCandidates([campaign, newer, older], plenty(3, 0))).toEqual([older, newer, campaign]);
  });

  it("takes the rest lane by lane", () => {
    const [api, reminder, rotation, campaign] = [candidate(1, 1), candidate(2, 2), candidate(3, 3), candidate(4, 4)];
    expect(pickCandidates([campaign, rotation, reminder, api], plenty(4, 0))).toEqual([
      api,
      reminder,
      rotation,
      campaign,
    ]);
  });

  it("gives every tenth slot to the oldest, so that a busy lane never starves a later one", () => {
    const busy = Array.from({ length: 40 }, () => candidate(1, 1));
    const starving = [candidate(4, 500), candidate(4, 400)];
    const picked = pickCandidates([...busy, ...starving], plenty(20, 0));
    expect(picked).toHaveLength(20);
    expect([picked[9], picked[19]]).toEqual(starving);
    expect(new Set(picked).size).toBe(20);
  });

  it("counts fair slots across claims of a single slot", () => {
    const busy = Array.from({ length: 5 }, () => candidate(1, 1));
    const starving = candidate(4, 500);
    const winners = Array.from({ length: 20 }, (_, given) => pickCandidates([...busy, starving], plenty(1, given))[0]);
    expect(winners.filter((winner) => winner === starving)).toHaveLength(2);
  });

  it("takes one row a conversation and lane, the oldest", () => {
    const second = candidate(1, 1, "same");
    const first = candidate(1, 2, "same");
    const reply = candidate(0, 1, "same");
    expect(pickCandidates([second, first, reply], plenty(10, 0))).toEqual([reply, first]);
  });

  it("never takes more than the slots", () => {
    const many = Array.from({ length: 50 }, (_, index) => candidate((index % 5) as Lane, index));
    for (const slots of [0, 1, 7, 49, 50, 60])
      expect(pickCandidates(many, plenty(slots, 3))).toHaveLength(Math.min(slots, 50));
  });

  it("leaves what bulk may not use to the others", () => {
    const campaigns = Array.from({ length: 10 }, () => candidate(4, 100));
    const api = candidate(1, 1);
    expect(pickCandidates([...campaigns, api], { all: 10, bulk: 3, given: 0 })).toHaveLength(4);
    expect(pickCandidates(campaigns, { all: 10, bulk: 0, given: 0 })).toEqual([]);
    expect(pickCandidates([...campaigns, api], { all: 10, bulk: 0, given: 9 })).toEqual([api]);
  });
});
