import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../test/test-database.ts";
import { createSecretBox, equalsConstantTime, loadMasterKey, SecretUnreadable } from "./crypto.ts";
import { checkCanary, SecretMismatch } from "./crypto-canary.ts";

describe("secret box", () => {
  const box = createSecretBox(randomBytes(32));

  it("opens what it sealed, text and bytes, and seals the same thing differently each time", () => {
    const sealed = box.seal("tökén", "channel:1");
    expect(box.open(sealed, "channel:1").toString()).toBe("tökén");
    expect(sealed.includes("tökén")).toBe(false);
    expect(box.seal("tökén", "channel:1").equals(sealed)).toBe(false);
    const bytes = randomBytes(1000);
    expect(box.open(box.seal(bytes, ""), "").equals(bytes)).toBe(true);
    expect(box.open(box.seal("", "x"), "x")).toHaveLength(0);
  });

  it("opens nothing in another context, with another key, altered anywhere, or cut short", () => {
    const sealed = box.seal("token", "channel:1");
    expect(() => box.open(sealed, "channel:2")).toThrow(SecretUnreadable);
    expect(() => createSecretBox(randomBytes(32)).open(sealed, "channel:1")).toThrow(SecretUnreadable);
    for (let index = 0; index < sealed.length; index++) {
      const altered = Buffer.from(sealed);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(() => box.open(altered, "channel:1"), `byte ${index}`).toThrow(SecretUnreadable);
      expect(() => box.open(sealed.subarray(0, index), "channel:1"), `${index} bytes`).toThrow(SecretUnreadable);
    }
  });
});

describe("constant-time comparison", () => {
  it("tells equal from different, whatever the lengths", () => {
    expect(equalsConstantTime("abc", "abc")).toBe(true);
    for (const other of ["abd", "ab", "abcd", ""]) expect(equalsConstantTime("abc", other)).toBe(false);
  });
});

describe("master key", () => {
  let dataDir: string;
  let parent: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "chasqui-key-"));
    dataDir = join(parent, "data");
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  it("is the same for the same secret, whatever the folder, and touches no file", async () => {
    const secret = "a secret of at least 32 characters!";
    const key = await loadMasterKey({ secret, dataDir });
    expect(key).toHaveLength(32);
    expect(key.equals(await loadMasterKey({ secret, dataDir: "/nowhere" }))).toBe(true);
    expect(key.equals(await loadMasterKey({ secret: `${secret}!`, dataDir }))).toBe(false);
    expect(readdirSync(parent)).toEqual([]);
  });

  it("is made once, even by many who start at the same time, in a file only its owner can read", async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => loadMasterKey({ dataDir })));
    expect(new Set(keys.map((key) => key.toString("hex"))).size).toBe(1);
    expect(readdirSync(dataDir)).toEqual(["secret.key"]);
    expect(statSync(join(dataDir, "secret.key")).mode & 0o777).toBe(0o600);
    expect((await loadMasterKey({ dataDir })).equals(keys[0] as Buffer)).toBe(true);
  });

  it.each([0o640, 0o604])("is refused when others can read it (%o), saying how to mend it", async (mode) => {
    await loadMasterKey({ dataDir });
    const path = join(dataDir, "secret.key");
    chmodSync(path, mode);
    await expect(loadMasterKey({ dataDir })).rejects.toMatchObject({
      code: "key-file-exposed",
      mend: expect.stringContaining(`chmod 600 ${path}`),
    });
  });

  it("is never replaced when the file is damaged", async () => {
    await loadMasterKey({ dataDir });
    const path = join(dataDir, "secret.key");
    writeFileSync(path, "");
    await expect(loadMasterKey({ dataDir })).rejects.toMatchObject({ code: "key-file-invalid" });
    expect(readFileSync(path, "utf8")).toBe("");
  });

  it("says so when the folder can't be used", async () => {
    writeFileSync(dataDir, "a file where a folder should be");
    await expect(loadMasterKey({ dataDir })).rejects.toMatchObject({ code: "key-file-unusable" });
  });
});

describe("canary", () => {
  it("lets in every node with the secret of the first, and no other", async () => {
    await using test = await createTestDatabase();
    const db = test.database.db;
    const key = randomBytes(32);
    await Promise.all([1, 2, 3].map(() => checkCanary(db, createSecretBox(key))));
    await expect(checkCanary(db, createSecretBox(randomBytes(32)))).rejects.toThrow(SecretMismatch);
    await expect(checkCanary(db, createSecretBox(key))).resolves.toBeUndefined();
  });
});
