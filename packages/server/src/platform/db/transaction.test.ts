import { sql } from "kysely";
import { expect, it } from "vitest";
import { createTestDatabase } from "../../../test/test-database.ts";
import { runRepeatably } from "./index.ts";

it("work that ran into a deadlock is done all the same, once", async () => {
  await using test = await createTestDatabase();
  const { db } = test.database;
  await sql`create table counters (id integer primary key, value integer not null)`.execute(db);
  await sql`insert into counters values (1, 0), (2, 0)`.execute(db);
  let begun = 0;
  const bothHoldOne = Promise.withResolvers<void>();
  const raise = (order: readonly number[]) =>
    runRepeatably(db, async (tx) => {
      for (const id of order) {
        await sql`update counters set value = value + 1 where id = ${id}`.execute(tx);
        begun += 1;
        if (begun === 2) bothHoldOne.resolve();
        // Each holds the row that the other wants next.
        await bothHoldOne.promise;
      }
    });
  await Promise.all([raise([1, 2]), raise([2, 1])]);
  const { rows } = await sql<{ value: number }>`select value from counters order by id`.execute(db);
  expect(rows.map((row) => row.value)).toEqual([2, 2]);
});
