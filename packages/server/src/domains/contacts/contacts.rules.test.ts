import { describe, expect, it } from "vitest";
import { planResolution } from "./contacts.rules.ts";
import type { Identity, KnownIdentity } from "./contacts.store.ts";

const phone = (value: string): Identity => ({ kind: "phone", scope: "", value });
const bsuid = (value: string, scope = "waba"): Identity => ({ kind: "bsuid", scope, value });
const lid = (value: string): Identity => ({ kind: "lid", scope: "", value });
const of = (contactId: string, ...identities: Identity[]): KnownIdentity[] =>
  identities.map((identity) => ({ ...identity, contactId }));

function plan(persons: Identity[][], known: KnownIdentity[] = []) {
  let counter = 0;
  return planResolution(
    persons.map((identities) => ({ identities })),
    known,
    () => `new-${++counter}`,
  );
}

describe("whose identities are whose", () => {
  it("makes one contact of one person named many times in a batch", () => {
    const result = plan([[phone("+1")], [phone("+1"), bsuid("A")], [bsuid("A")]]);
    expect(result.contactIds).toEqual(["new-1", "new-1", "new-1"]);
    expect(result.added).toEqual(of("new-1", phone("+1"), bsuid("A")));
  });

  it("joins what comes together to the contact that has one of them", () => {
    expect(plan([[bsuid("A"), phone("+1")]], of("ana", phone("+1")))).toMatchObject({
      contactIds: ["ana"],
      added: of("ana", bsuid("A")),
      merged: [],
    });
    expect(plan([[lid("9"), phone("+1")]], of("ana", lid("9")))).toMatchObject({
      contactIds: ["ana"],
      added: of("ana", phone("+1")),
    });
  });

  it("merges two contacts that turn out to be one person", () => {
    const result = plan(
      [[phone("+1")], [bsuid("A"), phone("+1")]],
      [...of("by-phone", phone("+1")), ...of("by-id", bsuid("A"))],
    );
    expect(result.merged).toEqual([{ from: "by-phone", into: "by-id" }]);
    expect(result.contactIds).toEqual(["by-id", "by-id"]);
    expect([result.created, result.added, result.moved]).toEqual([[], [], []]);
  });

  it("gives a number that comes with another id to a new contact: it changed hands", () => {
    const result = plan([[bsuid("B"), phone("+1")]], of("ana", phone("+1"), bsuid("A")));
    expect(result.contactIds).toEqual(["new-1"]);
    expect(result.moved).toEqual([{ ...phone("+1"), contactId: "new-1", formerContactId: "ana" }]);
    expect(result.added).toEqual(of("new-1", bsuid("B")));
    expect(result.merged).toEqual([]);
  });

  it("gives it to the contact that has the other id already", () => {
    const result = plan([[bsuid("B"), phone("+1")]], [...of("ana", phone("+1"), bsuid("A")), ...of("bob", bsuid("B"))]);
    expect([result.contactIds, result.moved.map((one) => one.contactId), result.created]).toEqual([
      ["bob"],
      ["bob"],
      [],
    ]);
  });

  it("knows that ids of another portfolio differ for the same person", () => {
    const result = plan([[bsuid("X", "other waba"), phone("+1")]], of("ana", phone("+1"), bsuid("A")));
    expect(result).toMatchObject({ contactIds: ["ana"], added: of("ana", bsuid("X", "other waba")), moved: [] });
  });

  it("keeps two people apart who share nothing", () => {
    expect(plan([[phone("+1")], [phone("+2")]]).contactIds).toEqual(["new-1", "new-2"]);
  });
});
