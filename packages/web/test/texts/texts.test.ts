/** No string of the web app is untranslated, and none is there for nothing. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSources } from "./read-sources.ts";
import { findPlaceholders, LANGUAGES, readTexts, withoutPlural } from "./read-texts.ts";

const english = readTexts("en");
const sources = readSources();
const OPENAPI = join(import.meta.dirname, "../../../client/src/generated/openapi.json");

/** What the server says in English itself; texts of the other languages, by its codes. */
const ENGLISH_IS_THE_SERVERS = /^(reasons|alertReasons|checkReasons)\./;
/** Meta's own names. */
const NAMES = new Set(["channels.kinds.cloud-api.name"]);
/** Looked up by words of the server, so they stand in no source: error codes, operations, names of checks, verbs of scopes. */
const FROM_THE_SERVER = /^(problems|reasons|operations|channels\.check\.names|apiKeys\.verbs)\./;

test("there are texts and sources to look at", () => {
  expect(english.size).toBeGreaterThan(200);
  expect(sources.literals.size).toBeGreaterThan(500);
});

describe.each(LANGUAGES.filter((language) => language !== "en"))("%s", (language) => {
  const texts = readTexts(language);

  test("has every text that English has, and no other", () => {
    const keysOf = (map: ReadonlyMap<string, string>) =>
      [...new Set([...map.keys()].filter((key) => !ENGLISH_IS_THE_SERVERS.test(key)).map(withoutPlural))].sort();
    expect(keysOf(texts)).toEqual(keysOf(english));
  });

  test("has each form that its plurals need", () => {
    // `many` is for millions; i18next takes `other` for it.
    const plurals = [...english.keys()].filter((key) => key.endsWith("_other")).map(withoutPlural);
    const missing = plurals.flatMap((key) => [`${key}_one`, `${key}_other`]).filter((key) => !texts.has(key));
    expect(missing).toEqual([]);
  });

  test("is not English left as it was", () => {
    const isSame = ([key, text]: [string, string]) => text === english.get(key) && text.split(/\s+/).length > 3;
    const same = [...texts].filter((entry) => isSame(entry) && !NAMES.has(entry[0]));
    expect(same).toEqual([]);
  });

  test("names the same values in each text", () => {
    const compared = new Map([...readTexts("es"), ...english]);
    const different = [...texts].filter(
      ([key, text]) => findPlaceholders(text).join() !== findPlaceholders(compared.get(key) ?? "").join(),
    );
    expect(different).toEqual([]);
  });
});

test("no text is empty", () => {
  const empty = LANGUAGES.flatMap((language) => [...readTexts(language)].filter(([, text]) => text.trim() === ""));
  expect(empty).toEqual([]);
});

test("every text is used", () => {
  const isUsed = (key: string) =>
    FROM_THE_SERVER.test(key) ||
    sources.literals.has(withoutPlural(key)) ||
    [...sources.prefixes].some((prefix) => key.startsWith(prefix));
  expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([]);
});

test("every operation that changes something has words for the activity page, and no other", () => {
  const document: { paths: Record<string, Record<string, { operationId: string }>> } = JSON.parse(
    readFileSync(OPENAPI, "utf8"),
  );
  const operations = Object.values(document.paths).flatMap((methods) =>
    Object.entries(methods).flatMap(([method, { operationId }]) => (method === "get" ? [] : [operationId])),
  );
  const worded = [...english.keys()].filter((key) => key.startsWith("operations.")).map((key) => key.split(".")[1]);
  expect(worded.filter((operation) => !operations.includes(operation ?? ""))).toEqual([]);
  expect(operations.filter((operation) => !worded.includes(operation) && !LOOKS_ONLY.has(operation))).toEqual([]);
});

/** Posts that change nothing, and so are on no record. */
const LOOKS_ONLY = new Set([
  "inspectLink",
  "previewMessageTemplate",
  "previewTemplate",
  "renderQuickReply",
  "testRules",
]);

test("no word stands in the sources as it is", () => {
  expect(sources.untranslated).toEqual([]);
});
