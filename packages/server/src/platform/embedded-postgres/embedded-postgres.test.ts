import { existsSync } from "node:fs";
import { chown, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Connection, EmbeddedPostgresOptions } from "./index.ts";
import { asNormalUser, createSandbox, NOBODY, processesOf, query, type Sandbox } from "./testing/sandbox.ts";
import { launchServer } from "./testing/server-process.ts";

let sandbox: Sandbox;
let stage: Awaited<ReturnType<Sandbox["makeStage"]>>;

beforeAll(async () => {
  sandbox = await createSandbox();
  stage = await sandbox.makeStage();
});
afterAll(async () => await sandbox[Symbol.asyncDispose]());

/** A server of a normal user, with nothing in its environment that says which language to speak. */
function launch(dataDir: string, options: Partial<EmbeddedPostgresOptions> = {}) {
  const env = { PATH: "/usr/bin:/bin" };
  return launchServer({ options: { dataDir, durability: "off", ...options }, stage, env, ...asNormalUser });
}

async function ready(server: ReturnType<typeof launch>): Promise<Connection> {
  const { connection } = await server.next("ready");
  if (connection === undefined) throw new Error("ready without a connection");
  return connection;
}

describe("as a normal user", () => {
  test("the first start makes a database in the data folder that speaks every language", async () => {
    const dataDir = await sandbox.makeFolder("first", NOBODY);
    await using server = launch(dataDir);
    const connection = await ready(server);
    expect(connection).toMatchObject({ user: "chasqui", database: "chasqui" });
    const [row] = await query(
      connection,
      `select '{"name": "Jos\\u00e9"}'::jsonb->>'name' as name, upper('é') as upper, current_setting('server_encoding') as encoding`,
    );
    expect(row).toEqual({ name: "José", upper: "É", encoding: "UTF8" });
    expect((await stat(join(dataDir, "postgres/cluster"))).mode & 0o777).toBe(0o700);
    await server.stop();
  });

  test("what was stored is there at the next start", async () => {
    const dataDir = await sandbox.makeFolder("again", NOBODY);
    await using first = launch(dataDir);
    await query(await ready(first), "create table kept as select 42 as answer");
    await first.stop();
    await using second = launch(dataDir);
    expect(await query(await ready(second), "select answer from kept")).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  test("a clean stop leaves no process and the data folder free", async () => {
    const dataDir = await sandbox.makeFolder("clean", NOBODY);
    await using server = launch(dataDir);
    const connection = await ready(server);
    const clusterDir = join(dataDir, "postgres/cluster");
    expect(await processesOf(clusterDir)).not.toEqual([]);
    await server.stop();
    expect(await processesOf(clusterDir)).toEqual([]);
    expect(existsSync(connection.host)).toBe(false);
    expect(await readdir(dataDir)).not.toContain("server.json");
  });

  test("nothing listens on TCP, and others reach neither socket nor password", async () => {
    const dataDir = await sandbox.makeFolder("closed", NOBODY);
    await using server = launch(dataDir);
    const connection = await ready(server);
    expect(await query(connection, "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
    expect((await stat(connection.host)).mode & 0o777).toBe(0o700);
    expect((await stat(join(dataDir, "postgres-password"))).mode & 0o777).toBe(0o600);
    const stranger = { ...connection, password: "guessed" };
    await expect(query(stranger, "select 1")).rejects.toThrow("password authentication failed");
    await server.stop();
  });

  test.each([
    ["spaces and letters of any language", "Mis datos ñandú 数据"],
    ["quotes and commas", 'it\'s "mine", ok'],
    ["more bytes than a socket's path may have", "long-".repeat(30)],
  ])("the data folder's path may have %s", async (_, name) => {
    const dataDir = await sandbox.makeFolder(name, NOBODY);
    await using server = launch(dataDir);
    const connection = await ready(server);
    expect(await query(connection, "select 1 as one")).toEqual([{ one: 1 }]);
    expect((await stat(connection.host)).mode & 0o777).toBe(0o700);
    await server.stop();
  });

  test("a data folder that does not exist yet is made, closed to others", async () => {
    const dataDir = join(await sandbox.makeFolder("parent", NOBODY), "deep/data");
    await using server = launch(dataDir);
    await ready(server);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    await server.stop();
  });

  test("settings of the caller win over ours", async () => {
    const dataDir = await sandbox.makeFolder("settings", NOBODY);
    await using server = launch(dataDir, {
      maxConnections: 17,
      settings: { work_mem: "8MB", application_name: "it's" },
    });
    const [row] = await query(
      await ready(server),
      "select current_setting('max_connections') as connections, current_setting('work_mem') as memory",
    );
    expect(row).toEqual({ connections: "17", memory: "8MB" });
    await server.stop();
  });

  test("people's data in a failed statement does not reach the log file", async () => {
    const dataDir = await sandbox.makeFolder("private", NOBODY);
    await using server = launch(dataDir);
    const connection = await ready(server);
    await query(
      connection,
      "create table contact (phone text primary key); insert into contact values ('+51999888777')",
    );
    await expect(query(connection, "insert into contact values ('+51999888777')")).rejects.toThrow("duplicate key");
    await expect(query(connection, "select '+51 999888777'::int")).rejects.toThrow("999888777");
    await server.stop();
    const log = await readFile(join(dataDir, "postgres.log"), "utf8");
    expect(log).toContain("ready to accept connections");
    expect(log).not.toContain("999888777");
  });

  test("the log file is set aside when it has grown large", async () => {
    const dataDir = await sandbox.makeFolder("log", NOBODY);
    await writeFile(join(dataDir, "postgres.log"), "x".repeat(6 * 1024 * 1024));
    if (asNormalUser.uid !== undefined) await chown(join(dataDir, "postgres.log"), NOBODY, NOBODY);
    await using server = launch(dataDir);
    await ready(server);
    expect((await stat(join(dataDir, "postgres.log"))).size).toBeLessThan(100_000);
    expect((await stat(join(dataDir, "postgres.log.1"))).size).toBeGreaterThan(5_000_000);
    await server.stop();
  });

  test("it runs when npm blocked the package's install script, which makes the libraries' links", async () => {
    const lib = join(stage.native, "lib");
    const links = (await readdir(lib, { withFileTypes: true })).filter((entry) => entry.isSymbolicLink());
    for (const link of links) await rm(join(lib, link.name));
    const dataDir = await sandbox.makeFolder("unlinked", NOBODY);
    await using server = launch(dataDir);
    expect(await query(await ready(server), "select 1 as one")).toEqual([{ one: 1 }]);
    await server.stop();
  });

  test("a command beside the server finds its database, and none when the server has stopped", async () => {
    const dataDir = await sandbox.makeFolder("beside", NOBODY);
    await using server = launch(dataDir);
    const connection = await ready(server);
    const find = () => launchServer({ options: { dataDir, behaviour: "find" }, stage, ...asNormalUser });
    await using beside = find();
    expect((await beside.next("found")).connection).toEqual(connection);
    await server.stop();
    await using after = find();
    expect((await after.next("found")).connection).toBeNull();
  });

  test("a lost password file is replaced without losing the database", async () => {
    const dataDir = await sandbox.makeFolder("forgetful", NOBODY);
    await using first = launch(dataDir);
    const before = await ready(first);
    await query(before, "create table kept as select 1 as one");
    await first.stop();
    await rm(join(dataDir, "postgres-password"));
    await using second = launch(dataDir);
    const after = await ready(second);
    expect(after.password).not.toBe(before.password);
    expect(await query(after, "select one from kept")).toEqual([{ one: 1 }]);
    await second.stop();
  });
});

describe("what cannot work is said in a sentence", () => {
  test("a cluster of another major version", async () => {
    const dataDir = await sandbox.makeFolder("old", NOBODY);
    await using first = launch(dataDir);
    await ready(first);
    await first.stop();
    await writeFile(join(dataDir, "postgres/cluster/PG_VERSION"), "17\n");
    await using second = launch(dataDir);
    const failure = await second.next("failed");
    expect(failure.name).toBe("ClusterVersionMismatch");
    expect(failure.message).toMatch(/PostgreSQL 17.*PostgreSQL 18.*chasqui backup.*restore/s);
  });

  test("a folder that may not be written", async () => {
    const closed = await sandbox.makeFolder("closed-parent", asNormalUser.uid === undefined ? undefined : 0);
    if (asNormalUser.uid === undefined) await mkdir(join(closed, "data"), { mode: 0o500 });
    const dataDir = join(closed, "data");
    await using server = launch(dataDir);
    const failure = await server.next("failed");
    expect(failure.name).toBe("FolderUnusable");
    expect(failure.message).toMatch(/permission denied.*CHASQUI_DATA_DIR/s);
    expect(failure.message).toContain(dataDir);
  });

  test("a file where the data folder should be", async () => {
    const parent = await sandbox.makeFolder("file-parent", NOBODY);
    await writeFile(join(parent, "data"), "");
    await using server = launch(join(parent, "data"));
    expect((await server.next("failed")).message).toContain(join(parent, "data"));
  });

  test("a setting that PostgreSQL does not know", async () => {
    const dataDir = await sandbox.makeFolder("wrong-setting", NOBODY);
    await using server = launch(dataDir, { settings: { no_such_setting: "1" } });
    const failure = await server.next("failed");
    expect(failure.name).toBe("PostgresStartFailed");
    expect(failure.message).toContain("no_such_setting");
  });

  test("libraries that the system lacks", async () => {
    const lib = join(stage.native, "lib"); // ICU of exactly this version is on no system by itself
    for (const name of await readdir(lib)) if (name.startsWith("libicudata")) await rm(join(lib, name));
    const dataDir = await sandbox.makeFolder("broken", NOBODY);
    await using server = launch(dataDir);
    const failure = await server.next("failed");
    expect(failure.message).toMatch(/libicudata.*npm install.*DATABASE_URL/s);
    expect(await readdir(join(dataDir, "postgres"))).not.toContain("cluster");
  });
});
