/** Changes to a JSON value, at any place in it. */
import fc from "fast-check";
import { hostileText, hostileValue } from "./hostile-values.ts";

type Path = readonly string[];
type Members = Record<string, unknown>;

type Change =
  | { readonly kind: "replace"; readonly value: unknown }
  | { readonly kind: "remove" }
  | { readonly kind: "add"; readonly name: string; readonly value: unknown }
  | { readonly kind: "wrap" }
  | { readonly kind: "repeat"; readonly times: number };

const memberName = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "prototype", "toJSON", "colour", "id", "type", "", "a\0b", "\ud800"),
  hostileText.filter((text) => text.length < 100),
);

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: hostileValue.map((value): Change => ({ kind: "replace", value })) },
  { weight: 2, arbitrary: fc.constant<Change>({ kind: "remove" }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("add" as const), name: memberName, value: hostileValue }) },
  { weight: 1, arbitrary: fc.constant<Change>({ kind: "wrap" }) },
  { weight: 1, arbitrary: fc.constantFrom(2, 100, 1_001).map((times): Change => ({ kind: "repeat", times })) },
);

/** Values like `valid`'s, changed in one to three places. */
export function mutated(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(valid, fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 3 })).map(([value, changes]) =>
    changes.reduce((current, [at, one]) => {
      const places = placesOf(current);
      return changeAt(current, places[at % places.length] ?? [], one);
    }, value),
  );
}

/** Every place, as the keys that lead there; of wide values only the first ones, else nothing but those would be hit. */
function placesOf(value: unknown, path: Path = [], depth = 0): Path[] {
  if (typeof value !== "object" || value === null || depth > 12) return [path];
  const members = Object.entries(value).slice(0, 12);
  return [path, ...members.flatMap(([key, member]) => placesOf(member, [...path, key], depth + 1))];
}

function changeAt(value: unknown, [key, ...rest]: Path, one: Change): unknown {
  if (key === undefined) return applyTo(value, one);
  const copy = copyOf(value);
  if (rest.length === 0 && one.kind === "remove") delete copy[key];
  else define(copy, key, changeAt((value as Members)[key], rest, one));
  return copy;
}

function applyTo(value: unknown, one: Change): unknown {
  if (one.kind === "replace") return one.value;
  if (one.kind === "wrap") return [value];
  if (one.kind === "repeat") return repeat(value, one.times);
  if (one.kind === "remove" || typeof value !== "object" || value === null) return null;
  const copy = copyOf(value);
  define(copy, one.name, one.value);
  return copy;
}

function repeat(value: unknown, times: number): unknown {
  if (typeof value === "string") return value.slice(0, 200).repeat(times);
  if (Array.isArray(value)) return Array.from({ length: times }, (_, index) => value[index % (value.length || 1)]);
  return Array.from({ length: Math.min(times, 100) }, () => value);
}

function copyOf(value: unknown): Members {
  return (Array.isArray(value) ? [...value] : { ...(value as Members) }) as Members;
}

/** Not by assignment: `__proto__` shall become a member like any other. */
function define(target: Members, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
