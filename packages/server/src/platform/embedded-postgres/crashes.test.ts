import { existsSync, readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Connection } from "./index.ts";
import { findPostmasterFile } from "./postmaster-file.ts";
import { clusterOf, createSandbox, processesOf, query, runsAsRoot, type Sandbox } from "./testing/sandbox.ts";
import { launchServer, type ServerLaunch } from "./testing/server-process.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(async () => await sandbox[Symbol.asyncDispose]());

function launch(dataDir: string, options: Partial<ServerLaunch["options"]> = {}) {
  return launchServer({ options: { dataDir, systemDir: sandbox.systemDir, ...options } });
}

async function ready(server: ReturnType<typeof launch>): Promise<{ connection: Connection; pid: number }> {
  const { connection, pid } = await server.next("ready");
  if (connection === undefined || pid === undefined) throw new Error("ready without a connection");
  return { connection, pid };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(5);
}

describe("after kill -9", () => {
  test("of the server, the next start stops the database it left and loses nothing", async () => {
    const dataDir = await sandbox.makeFolder("server");
    await using first = launch(dataDir);
    const before = await ready(first);
    await query(before.connection, "create table kept as select 1 as one");
    await first.kill("SIGKILL");
    const clusterDir = clusterOf(before.connection);
    expect(await processesOf(clusterDir)).toContain(before.pid); // left alone until then

    await using second = launch(dataDir);
    const after = await ready(second);
    expect(await query(after.connection, "select one from kept")).toEqual([{ one: 1 }]);
    expect(await processesOf(clusterDir)).not.toContain(before.pid);
    await second.stop();
    expect(await processesOf(clusterDir)).toEqual([]);
  });

  test("of PostgreSQL, the server starts it again by itself and says so", async () => {
    const dataDir = await sandbox.makeFolder("postgres");
    await using server = launch(dataDir);
    const { connection, pid } = await ready(server);
    await query(connection, "create table kept as select 1 as one");
    process.kill(pid, "SIGKILL");
    expect((await server.next("exit")).message).toContain("SIGKILL");
    const restarted = await server.next("restart");
    expect(restarted.pid).not.toBe(pid);
    expect(await query(connection, "select one from kept")).toEqual([{ one: 1 }]);
    await server.stop();
    expect(await processesOf(clusterOf(connection))).toEqual([]);
  });

  test("of PostgreSQL, a helper that is computing does not keep it from starting again", async () => {
    const dataDir = await sandbox.makeFolder("busy");
    await using server = launch(dataDir);
    const { connection, pid } = await ready(server);
    const busy = query(connection, "do 'begin loop null; end loop; end'").catch(() => "lost");
    const isBusy = "select 1 from pg_stat_activity where query like '%loop null%' and pid <> pg_backend_pid()";
    await until(async () => (await query(connection, isBusy)).length > 0);
    process.kill(pid, "SIGKILL");
    await server.next("restart");
    expect(await busy).toBe("lost");
    expect(await query(connection, "select 1 as one")).toEqual([{ one: 1 }]);
    await server.stop();
  });

  test("of one of PostgreSQL's sessions, it recovers without a restart of ours", async () => {
    const dataDir = await sandbox.makeFolder("session");
    await using server = launch(dataDir);
    const { connection, pid } = await ready(server);
    const session = query<{ pid: number }>(connection, "select pg_sleep(1000)").catch(() => "lost");
    const find = "select pid from pg_stat_activity where query like '%pg_sleep(1000)%' and pid <> pg_backend_pid()";
    await until(async () => (await query(connection, find)).length > 0);
    for (const { pid: victim } of await query<{ pid: number }>(connection, find)) process.kill(victim, "SIGKILL");
    expect(await session).toBe("lost");
    await until(() =>
      query(connection, "select 1").then(
        () => true,
        () => false,
      ),
    );
    expect(findPostmasterFile(clusterOf(connection))?.pid).toBe(pid);
    expect(server.events.map((event) => event.event)).not.toContain("exit");
    await server.stop();
  });

  test("of both, the next start recovers", async () => {
    const dataDir = await sandbox.makeFolder("both");
    await using first = launch(dataDir);
    const { connection, pid } = await ready(first);
    await query(connection, "create table kept as select 1 as one");
    await first.kill("SIGKILL");
    process.kill(pid, "SIGKILL");
    await using second = launch(dataDir);
    await second.next("ready");
    expect(await query(connection, "select one from kept")).toEqual([{ one: 1 }]);
    await second.stop();
  });

  test("in the middle of the first start, the next start makes a whole database", async () => {
    const dataDir = await sandbox.makeFolder("half");
    const homes = () =>
      runsAsRoot
        ? listed(sandbox.systemDir)
            .filter((name) => name.startsWith("half-"))
            .map((name) => join(sandbox.systemDir, name))
        : [join(dataDir, "postgres")];
    const drafts = () =>
      homes().flatMap((home) =>
        listed(home)
          .filter((name) => name.startsWith("cluster.new-"))
          .map((name) => join(home, name)),
      );
    await using first = launch(dataDir);
    await until(() => drafts().some((draft) => existsSync(join(draft, "PG_VERSION"))));
    await first.kill("SIGKILL");
    expect(drafts()).not.toEqual([]);

    await using second = launch(dataDir);
    const { connection } = await ready(second);
    expect(await query(connection, "select current_database() as name")).toEqual([{ name: "chasqui" }]);
    expect(drafts()).toEqual([]);
    await second.stop();
  });
});

describe("what a crash left behind", () => {
  test("a postmaster.pid whose number means another process now does not stop a start, nor that process", async () => {
    const dataDir = await sandbox.makeFolder("reused");
    await using first = launch(dataDir);
    const { connection } = await ready(first);
    await first.stop();
    const clusterDir = clusterOf(connection);
    await writeFile(
      join(clusterDir, "postmaster.pid"),
      `${process.pid}\n${clusterDir}\n1\n5432\n${connection.host}\n\n 1 1\nready\n`,
    );
    await mkdir(connection.host, { mode: 0o700 });
    await writeFile(join(connection.host, ".s.PGSQL.5432.lock"), `${process.pid}\n`);
    await using second = launch(dataDir);
    await ready(second);
    expect(await query(connection, "select 1 as one")).toEqual([{ one: 1 }]);
    await second.stop();
  });

  test("a record of an owner whose number means another process now is no owner", async () => {
    const dataDir = await sandbox.makeFolder("record");
    await writeFile(
      join(dataDir, "server.json"),
      JSON.stringify({ pid: process.pid, startedAt: "1", bootId: "x", database: { host: "/tmp", port: 1 } }),
    );
    await using finder = launch(dataDir, { behaviour: "find" });
    expect((await finder.next("found")).connection).toBeNull();
    await using server = launch(dataDir);
    await ready(server);
    await server.stop();
  });
});

describe("an end that is no crash", () => {
  test("Ctrl-C in the terminal reaches the server alone, which still has its database while it drains", async () => {
    const dataDir = await sandbox.makeFolder("terminal");
    await using server = launch(dataDir);
    const { connection } = await ready(server);
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      await server.kill(signal, "group");
      await server.next("draining");
      expect(await query(connection, "select 1 as one")).toEqual([{ one: 1 }]);
    }
    await server.stop();
  });

  test("a server that exits without stopping its database leaves none running", async () => {
    const dataDir = await sandbox.makeFolder("exits");
    await using server = launch(dataDir, { behaviour: "exit" });
    const { connection } = await ready(server);
    const clusterDir = clusterOf(connection);
    await until(async () => (await processesOf(clusterDir)).length === 0);
    expect(findPostmasterFile(clusterDir)).toBeUndefined();
  });

  test("a database without durability, as in tests, ends with its server however that ends", async () => {
    const dataDir = await sandbox.makeFolder("ephemeral");
    await using server = launch(dataDir, { durability: "off" });
    const { connection } = await ready(server);
    await server.kill("SIGKILL");
    await until(async () => (await processesOf(clusterOf(connection))).length === 0);
    expect(existsSync(dirname(connection.host))).toBe(true);
  });

  test("a stop ends sessions that are at work", async () => {
    const dataDir = await sandbox.makeFolder("working");
    await using server = launch(dataDir);
    const { connection } = await ready(server);
    const session = query(connection, "select pg_sleep(1000)").catch((error: Error) => error.message);
    await until(
      async () =>
        (
          await query(
            connection,
            "select 1 from pg_stat_activity where query like '%pg_sleep(1000)%' and pid <> pg_backend_pid()",
          )
        ).length > 0,
    );
    await server.stop();
    expect(await session).toContain("terminating connection");
    expect(await processesOf(clusterOf(connection))).toEqual([]);
  });
});

function listed(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
