import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Connection, DataFolderInUse, startEmbeddedPostgres } from "./index.ts";
import { asNormalUser, clusterOf, createSandbox, NOBODY, query, runsAsRoot, type Sandbox } from "./testing/sandbox.ts";
import { launchServer, type ServerLaunch } from "./testing/server-process.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(async () => await sandbox[Symbol.asyncDispose]());

function launch(dataDir: string, launchOptions: Partial<ServerLaunch> = {}) {
  return launchServer({ options: { dataDir, systemDir: sandbox.systemDir, durability: "off" }, ...launchOptions });
}

async function ready(server: ReturnType<typeof launch>): Promise<Connection> {
  const { connection } = await server.next("ready");
  if (connection === undefined) throw new Error("ready without a connection");
  return connection;
}

describe("one owner per data folder", () => {
  test("a second server is refused and told who the first is, and can start when that has stopped", async () => {
    const dataDir = await sandbox.makeFolder("owned");
    await using first = launch(dataDir);
    await ready(first);
    await using refused = launch(dataDir);
    const failure = await refused.next("failed");
    expect(failure.name).toBe("DataFolderInUse");
    expect(failure.message).toContain(`process ${first.pid}`);
    expect(failure.message).toContain(dataDir);
    expect(failure.message).toContain("CHASQUI_DATA_DIR");
    await first.stop();
    await using second = launch(dataDir);
    await ready(second);
    await second.stop();
  });

  test("another name of the same folder is the same folder", async () => {
    const dataDir = await sandbox.makeFolder("named");
    await symlink(dataDir, join(sandbox.root, "alias"));
    await using first = launch(dataDir);
    await ready(first);
    await using refused = launch(join(sandbox.root, "alias"));
    expect((await refused.next("failed")).name).toBe("DataFolderInUse");
    await first.stop();
  });

  test("of two that start at the same moment one wins", async () => {
    const dataDir = await sandbox.makeFolder("race");
    const servers = [launch(dataDir), launch(dataDir), launch(dataDir)];
    const outcomes = await Promise.all(
      servers.map((server) => Promise.any([server.next("ready"), server.next("failed")])),
    );
    expect(outcomes.map((outcome) => outcome.name ?? "ready").sort()).toEqual([
      "DataFolderInUse",
      "DataFolderInUse",
      "ready",
    ]);
    for (const server of servers) await server.stop();
  });

  test("the same process cannot own it twice", async () => {
    const dataDir = await sandbox.makeFolder("twice");
    const options = { dataDir, systemDir: sandbox.systemDir, durability: "off", log: () => undefined } as const;
    await using first = await startEmbeddedPostgres(options);
    await expect(startEmbeddedPostgres(options)).rejects.toThrow(DataFolderInUse);
    expect(await query(first.connection, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("stopping twice is stopping once", async () => {
    const dataDir = await sandbox.makeFolder("stopped-twice");
    const database = await startEmbeddedPostgres({
      dataDir,
      systemDir: sandbox.systemDir,
      durability: "off",
      log: () => undefined,
    });
    await Promise.all([database.stop(), database.stop()]);
    await database.stop();
    await using again = await startEmbeddedPostgres({
      dataDir,
      systemDir: sandbox.systemDir,
      durability: "off",
      log: () => undefined,
    });
    expect(again.connectionString).toContain("chasqui");
  });
});

// Whoever is not root cannot become root to run these; CI, and any container, is root and always does.
if (runsAsRoot) describe("as root", asRoot);

function asRoot(): void {
  test("it works from a folder that is closed to everybody else, such as root's home", async () => {
    const home = await sandbox.makeFolder("root home é");
    await chmod(home, 0o700);
    const dataDir = join(home, "checkout/data");
    await mkdir(dataDir, { recursive: true });
    await using server = launch(dataDir, { cwd: home });
    const connection = await ready(server);
    expect(await query(connection, "select 1 as one")).toEqual([{ one: 1 }]);
    expect((await stat(clusterOf(connection))).uid).not.toBe(0);
    expect(clusterOf(connection).startsWith(sandbox.systemDir)).toBe(true);
    const pointer = JSON.parse(await readFile(join(dataDir, "postgres.json"), "utf8"));
    expect(join(pointer.clusterHome, "cluster")).toBe(clusterOf(connection));
    await server.stop();
    await rm(clusterOf(connection), { recursive: true });
  });

  test("two checkouts that start at once share one copy of the programs and nothing else", async () => {
    const systemDir = join(sandbox.root, "fresh-system");
    const [left, right] = [await sandbox.makeFolder("left/data"), await sandbox.makeFolder("right/data")];
    const start = (dataDir: string) => launch(dataDir, { options: { dataDir, systemDir, durability: "off" } });
    await using first = start(left);
    await using second = start(right);
    const [one, two] = await Promise.all([ready(first), ready(second)]);
    expect(clusterOf(one)).not.toBe(clusterOf(two));
    await query(one, "create table mine as select 1");
    await expect(query(two, "select * from mine")).rejects.toThrow("does not exist");
    expect((await readdir(join(systemDir, "binaries"))).filter((name) => name !== "server.lock")).toHaveLength(1);
    await Promise.all([first.stop(), second.stop()]);
  });

  test("a data folder that was moved keeps its database", async () => {
    const dataDir = await sandbox.makeFolder("before");
    await using first = launch(dataDir);
    await query(await ready(first), "create table kept as select 1 as one");
    await first.stop();
    const moved = await sandbox.makeFolder("after");
    await rename(dataDir, moved);
    await using second = launch(moved);
    expect(await query(await ready(second), "select one from kept")).toEqual([{ one: 1 }]);
    await second.stop();
  });

  test("a data folder that was deleted and made anew gets a new database; the old one is left alone", async () => {
    const dataDir = await sandbox.makeFolder("renewed");
    await using first = launch(dataDir);
    const before = await ready(first);
    await query(before, "create table old as select 1 as one");
    await first.stop();
    await rm(dataDir, { recursive: true });
    await using second = launch(dataDir);
    const after = await ready(second);
    await expect(query(after, "select * from old")).rejects.toThrow("does not exist");
    expect((await stat(clusterOf(before))).isDirectory()).toBe(true);
    expect(second.events.some((event) => event.message?.includes("earlier data folder"))).toBe(true);
    await second.stop();
  });

  test("a copy of a data folder cannot run beside the original, whose database it means", async () => {
    const dataDir = await sandbox.makeFolder("original");
    await using first = launch(dataDir);
    await ready(first);
    const copy = await sandbox.makeFolder("copy");
    await cp(join(dataDir, "postgres.json"), join(copy, "postgres.json"));
    await using second = launch(copy);
    expect((await second.next("failed")).name).toBe("DataFolderInUse");
    await first.stop();
    await rm(join(copy, "postgres.json"));
  });

  test("a database that is not where it should be is missed, not replaced by an empty one", async () => {
    const dataDir = await sandbox.makeFolder("lost");
    await using first = launch(dataDir);
    const connection = await ready(first);
    await first.stop();
    await rm(clusterOf(connection), { recursive: true });
    await using second = launch(dataDir);
    const failure = await second.next("failed");
    expect(failure.name).toBe("ClusterMissing");
    expect(failure.message).toContain(clusterOf(connection));
  });

  test("a database that a normal user made in the data folder is used where it is", async () => {
    const stage = await sandbox.makeStage();
    const dataDir = await sandbox.makeFolder("sudo", NOBODY);
    await using user = launch(dataDir, { stage, ...asNormalUser });
    await query(await ready(user), "create table kept as select 1 as one");
    await user.stop();
    await using root = launch(dataDir);
    expect(await query(await ready(root), "select one from kept")).toEqual([{ one: 1 }]);
    await root.stop();
    await using userAgain = launch(dataDir, { stage, ...asNormalUser });
    expect(await query(await ready(userAgain), "select one from kept")).toEqual([{ one: 1 }]);
    await userAgain.stop();
  });

  test("a normal user is told when the database was made by root", async () => {
    const stage = await sandbox.makeStage();
    const dataDir = await sandbox.makeFolder("made-by-root", NOBODY);
    await using root = launch(dataDir);
    await ready(root);
    await root.stop();
    await using user = launch(dataDir, { stage, ...asNormalUser });
    expect((await user.next("failed")).message).toMatch(/as root.*Start it as root again/s);
  });

  test("a copy of the programs that somebody damaged is made again", async () => {
    const systemDir = join(sandbox.root, "damaged-system");
    const dataDir = await sandbox.makeFolder("damaged");
    const start = () => launch(dataDir, { options: { dataDir, systemDir, durability: "off" } });
    await using first = start();
    await ready(first);
    await first.stop();
    const [copy] = (await readdir(join(systemDir, "binaries"))).filter((name) => name !== "server.lock");
    await rm(join(systemDir, "binaries", copy ?? "", "bin/postgres"));
    await writeFile(join(systemDir, "binaries", "interrupted.tmp"), "");
    await using second = start();
    await ready(second);
    await second.stop();
    expect(await readdir(join(systemDir, "binaries"))).not.toContain("interrupted.tmp");
  });
}
