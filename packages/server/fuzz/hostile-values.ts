/** Values that have broken programs. */
import fc from "fast-check";

/** In JSON text, `"@number:1e400@"` stands for a number that JavaScript can't hold; see toJsonText. */
const IMPOSSIBLE_NUMBERS = [
  "1e400",
  "-1e400",
  "123456789012345678901234567890",
  "1e-400",
  "-0",
  "0.1e1",
  "9".repeat(400),
];

const NUMBERS: readonly number[] = [
  0,
  -0,
  -1,
  0.5,
  1e308,
  -1e308,
  5e-324,
  2 ** 31,
  2 ** 31 - 1,
  -(2 ** 31) - 1,
  2 ** 53,
  2 ** 63,
  Number.MAX_SAFE_INTEGER + 2,
  8_640_000_000_000_001,
  -62_167_219_200_001,
];

const TEXTS: readonly string[] = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "x\udc00y",
  "\ufeff",
  "\u202e\u2066",
  "e\u0301".repeat(40),
  "👨‍👩‍👧‍👦",
  "\r\nx-injected: 1\r\n\r\n",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "null",
  "undefined",
  "NaN",
  "true",
  "-1",
  "1e9",
  "0x10",
  "9223372036854775808",
  "99999999999999999999",
  "'; drop table messages; --",
  "\\",
  '"',
  "%00",
  "%ff",
  "%",
  "$1",
  "#{7*7}",
  "{{ 7 | times: 7 }}",
  "{% for i in (1..100000000) %}{{ i }}{% endfor %}",
  "{% assign x = 'a' %}{% for i in (1..30) %}{% assign x = x | append: x %}{% endfor %}{{ x }}",
  "{% include '/etc/passwd' %}",
  "{{ contact.constructor.constructor }}",
  "{%",
  "(a+)+$",
  "(((((((((((((((((((((((((a{1,1000}){1,1000}){1,1000}",
  "[",
  "(?=x)",
  "../../../../etc/passwd",
  "file:///etc/passwd",
  "http://169.254.169.254/latest/meta-data/",
  "javascript:alert(1)",
  "<script>alert(1)</script>",
  "2026-02-30T00:00:00Z",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999Z",
  "9999-12-31T23:59:59-23:59",
  "-271821-04-20T00:00:00Z",
  "2026-06-30T23:59:60Z",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "+",
  "+0",
  "+1234567890123456789012345",
];

const long = fc
  .tuple(
    fc.constantFrom("x", "é", "👋", " ", "\u0301", "{", "[", "%", "\\"),
    fc.constantFrom(255, 256, 1025, 4097, 70_000),
  )
  .map(([unit, count]) => unit.repeat(count));

/** Deeper than is taken, and deeper than a stack reaches. */
const deep = fc.tuple(fc.constantFrom(20, 63, 64, 65, 500, 3_000), fc.boolean()).map(([levels, isArray]) => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = isArray ? [value] : { a: value };
  return value;
});

const wide = fc.constantFrom(
  Array.from({ length: 2_000 }, (_, index) => index),
  Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`k${index}`, index])),
);

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: long },
);

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: hostileText },
  { weight: 4, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 2, arbitrary: fc.constantFrom(...IMPOSSIBLE_NUMBERS).map((number) => `@number:${number}@`) },
  { weight: 4, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null], { "": "" }) },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: wide },
);

/** JSON as a hostile client may write it: with own members called `__proto__`, and numbers beyond any double. */
export function toJsonText(value: unknown): string {
  return (JSON.stringify(value) ?? "").replace(/"@number:([^"@]+)@"/g, "$1");
}
