import { describe, expect, test } from "vitest";
import { chooseAccount } from "./account.ts";
import { explainFileError, explainPostgresOutput, explainSpawnError } from "./start-problem.ts";
import { restartDelayMs } from "./supervisor.ts";

describe("what the system says becomes a sentence with a mend", () => {
  test.each([
    ["ENOSPC", /disk is full.*Free some space/],
    ["EDQUOT", /quota/],
    ["EACCES", /permission denied.*CHASQUI_DATA_DIR/],
    ["EROFS", /read-only.*CHASQUI_DATA_DIR/],
  ])("file error %s", (code, sentence) => {
    const error = explainFileError(Object.assign(new Error("x"), { code }), "/srv/data", "write the settings");
    expect(error.message).toMatch(sentence);
    expect(error.message).toContain("Cannot write the settings in /srv/data");
  });

  test.each([
    ['initdb: error: could not write to file "x": No space left on device', "FolderUnusable", /disk is full/],
    [
      "PANIC:  could not write to file: No space left on device\nLOG:  aborting startup",
      "FolderUnusable",
      /disk is full/,
    ],
    ['FATAL:  could not open file "global/pg_control": Permission denied', "FolderUnusable", /permission denied/],
    [
      "initdb: error: could not look up effective user ID 4711: user does not exist",
      "PostgresStartFailed",
      /named user/,
    ],
    ["postgres: error while loading shared libraries: libxml2.so.2: cannot open", "PostgresStartFailed", /npm install/],
    [
      "FATAL:  could not map anonymous shared memory: Cannot allocate memory",
      "PostgresStartFailed",
      /too little memory/,
    ],
    [
      "LOG:  starting\nFATAL:  something new\nLOG:  database system is shut down",
      "PostgresStartFailed",
      /FATAL: {2}something new/,
    ],
  ])("PostgreSQL's %j", (output, name, sentence) => {
    const error = explainPostgresOutput(output, "/srv/data/postgres", "start the database");
    expect(error.name).toBe(name);
    expect(error.message).toMatch(sentence);
  });

  test("a system whose C library cannot load the programs", () => {
    const error = explainSpawnError(Object.assign(new Error("spawn"), { code: "ENOENT" }), "/x/bin/postgres");
    expect(error.message).toMatch(/GNU C library.*DATABASE_URL/);
  });
});

describe("the account that runs PostgreSQL for root", () => {
  const root = "root:x:0:0:root:/root:/bin/bash";
  const nobody = "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin";
  const postgres = "postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash";
  const chasqui = "chasqui:x:990:991::/:/sbin/nologin";

  test.each([
    ["chasqui before all", [root, nobody, postgres, chasqui], { uid: 990, gid: 991 }],
    ["else postgres", [root, nobody, postgres], { uid: 101, gid: 104 }],
    ["else nobody", [root, nobody], { uid: 65534, gid: 65534 }],
  ])("%s", (_, lines, account) => {
    expect(chooseAccount(lines.join("\n"))).toEqual(account);
  });

  test("a system with none of them is told how to make one", () => {
    expect(() => chooseAccount(root)).toThrow(/useradd --system chasqui/);
  });
});

test("restarts come at once, then ever more slowly, but at least every 30 seconds", () => {
  expect([1, 2, 3, 4, 20].map(restartDelayMs)).toEqual([0, 250, 500, 1000, 30_000]);
});
