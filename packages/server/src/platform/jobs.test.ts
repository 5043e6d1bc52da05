import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createTestDatabase, type TestDatabase } from "../../test/test-database.ts";
import { waitUntil } from "../../test/wait-until.ts";
import { systemClock } from "./clock.ts";
import { runInTransaction } from "./db/index.ts";
import { createJobs, defineJob, type JobKind, type Jobs } from "./jobs.ts";
import { createLogger } from "./logger.ts";

let test: TestDatabase;
let started: Jobs[];
let ran: string[];
beforeEach(async () => {
  test = await createTestDatabase();
  started = [];
  ran = [];
});
afterEach(async () => {
  await Promise.all(started.map((jobs) => jobs.stop()));
  await test[Symbol.asyncDispose]();
});

const payload = z.strictObject({ name: z.string() });
const greet = defineJob({
  id: "greet",
  payload,
  handle: async ({ name }) => {
    ran.push(name);
  },
});

async function buildJobs(
  kinds: readonly JobKind[],
  { concurrency = 4, logger = createLogger({ level: "silent" }) } = {},
): Promise<{ jobs: Jobs; nodeId: string }> {
  const nodeId = randomUUID();
  const now = new Date();
  await sql`insert into nodes (id, started_at, last_seen_at) values (${nodeId}, ${now}, ${now})`.execute(
    test.database.db,
  );
  const { db, pool } = test.database;
  const jobs = createJobs({
    db,
    pool,
    clock: systemClock,
    logger,
    nodeId,
    jobs: kinds,
    concurrency,
  });
  await jobs.migrate();
  started.push(jobs);
  return { jobs, nodeId };
}

const workerIdsOf = async (nodeId: string) => {
  const { rows } = await sql<{ ids: string[] }>`select worker_ids as ids from nodes where id = ${nodeId}`.execute(
    test.database.db,
  );
  return rows[0]?.ids ?? [];
};
const countLocked = async () => {
  const { rows } = await sql<{ locked: number }>`
    select count(*)::int as locked from graphile_worker._private_jobs where locked_by is not null`.execute(
    test.database.db,
  );
  return rows[0]?.locked;
};

describe("jobs", () => {
  it("exist if and when the transaction that adds them commits", async () => {
    const { jobs } = await buildJobs([greet]);
    await jobs.start();
    const { db } = test.database;
    const rolledBack = runInTransaction(db, async (tx) => {
      await jobs.addJob(tx, greet, { name: "rolled back" });
      throw new Error("no");
    });
    await expect(rolledBack).rejects.toThrow("no");
    await runInTransaction(db, (tx) => jobs.addJob(tx, greet, { name: "committed" }));
    await waitUntil(
      () => ran,
      (names) => names.length > 0,
    );
    expect(ran).toEqual(["committed"]);
  });

  it("are refused when their payload is not what the handler takes", async () => {
    const { jobs } = await buildJobs([greet]);
    await expect(jobs.addJob(test.database.db, greet, { name: 5 } as never)).rejects.toThrow();
  });

  it("are an error in the log only when their last attempt failed", async () => {
    const lines: string[] = [];
    const logger = createLogger({ level: "warn", destination: { write: (line) => void lines.push(line) } });
    const fails = (id: string, maxAttempts: number) =>
      defineJob({
        id,
        payload,
        maxAttempts,
        handle: async () => {
          throw new Error("no luck");
        },
      });
    const [tried, givenUp] = [fails("tried-again", 2), fails("given-up", 1)];
    const { jobs } = await buildJobs([tried, givenUp], { logger });
    await jobs.start();
    await jobs.addJob(test.database.db, tried, { name: "x" });
    await jobs.addJob(test.database.db, givenUp, { name: "x" });
    const levels = () =>
      lines
        .map((line) => JSON.parse(line) as { level: string; job?: { task_identifier: string } })
        .map(({ level, job }) => `${job?.task_identifier} ${level}`)
        .sort();
    await waitUntil(levels, (list) => list.length >= 2);
    expect(levels()).toEqual(["given-up error", "tried-again warn"]);
  });

  it("with the same key replace each other while they wait; those for later wait", async () => {
    const { jobs } = await buildJobs([greet]);
    const { db } = test.database;
    await jobs.addJob(db, greet, { name: "first" }, { key: "k" });
    await jobs.addJob(db, greet, { name: "second" }, { key: "k" });
    await jobs.addJob(db, greet, { name: "tomorrow" }, { runAt: new Date(Date.now() + 86_400_000) });
    await jobs.start();
    await jobs.addJob(db, greet, { name: "last" }, { queue: "q" });
    await waitUntil(
      () => ran,
      (names) => names.includes("last") && names.includes("second"),
    );
    expect([...ran].sort()).toEqual(["last", "second"]);
  });

  it("go on when the database fails the queue while it records that one is done, and that one runs again", async () => {
    const { jobs } = await buildJobs([greet]);
    const { db } = test.database;
    // What a sequence counts is not rolled back.
    await sql`create sequence completions`.execute(db);
    await sql`
      create function fail_first() returns trigger language plpgsql as $$
      begin
        if nextval('completions') = 1 then raise 'deadlock detected' using errcode = '40P01'; end if;
        return old;
      end $$`.execute(db);
    await sql`
      create trigger fail_first before delete on graphile_worker._private_jobs
      for each row execute function fail_first()`.execute(db);
    await jobs.start();
    await jobs.addJob(db, greet, { name: "first" });
    await waitUntil(
      () => ran,
      (names) => names.length === 2,
    );
    await jobs.addJob(db, greet, { name: "second" });
    await waitUntil(
      () => ran,
      (names) => names.length === 3,
    );
    expect(ran).toEqual(["first", "first", "second"]);
  });

  it("let several nodes prepare the queue at once", async () => {
    const nodes = await Promise.all([1, 2, 3].map(() => buildJobs([greet])));
    await Promise.all(nodes.map(({ jobs }) => jobs.start()));
    for (let i = 0; i < 20; i++) await nodes[0]?.jobs.addJob(test.database.db, greet, { name: String(i) });
    await waitUntil(
      () => ran,
      (names) => names.length === 20,
    );
    expect(new Set(ran).size).toBe(20);
  });

  it("that run are told to stop when the server stops, and run again elsewhere", async () => {
    const begun = Promise.withResolvers<void>();
    const untilAborted = defineJob({
      id: "until-aborted",
      payload,
      handle: async (_payload, { signal }) => {
        begun.resolve();
        await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
      },
    });
    const { jobs } = await buildJobs([untilAborted]);
    await jobs.start();
    await jobs.addJob(test.database.db, untilAborted, { name: "x" });
    await begun.promise;
    await jobs.stop();
    expect(await countLocked()).toBe(0);
  });

  it("of a node that died are freed and run on another, although the queue itself would wait for hours", async () => {
    const begun = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const stuck = defineJob({
      id: "greet",
      payload,
      handle: () => {
        begun.resolve();
        return release.promise;
      },
    });
    // Its only worker hangs, so that it can no more take the job again than a dead one.
    const dead = await buildJobs([stuck], { concurrency: 1 });
    await dead.jobs.start();
    await dead.jobs.addJob(test.database.db, stuck, { name: "rescued" });
    await begun.promise;
    expect(await countLocked()).toBe(1);
    expect((await workerIdsOf(dead.nodeId)).length).toBeGreaterThan(0);

    // A live node is left alone …
    const first = await buildJobs([greet]);
    await first.jobs.start();
    await waitUntil(
      () => workerIdsOf(first.nodeId),
      (ids) => ids.length > 0,
    );
    await first.jobs.stop();
    expect([await countLocked(), ran]).toEqual([1, []]);
    // … and one silent for a minute is not.
    await sql`update nodes set last_seen_at = ${new Date(Date.now() - 60_000)} where id = ${dead.nodeId}`.execute(
      test.database.db,
    );
    const second = await buildJobs([greet]);
    await second.jobs.start();
    await waitUntil(
      () => ran,
      (names) => names.length > 0,
    );
    expect(ran).toEqual(["rescued"]);
    expect(await workerIdsOf(dead.nodeId)).toEqual([]);
    release.resolve();
  });
});
