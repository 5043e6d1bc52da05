/** What plans PostgreSQL makes of the server's own statements: its auto_explain hands over each, and tests look whether one reads a whole
 *  big table. */
import type pg from "pg";
import { createDatabase, type Database, runInTransaction, type Tx } from "../src/platform/db/index.ts";
import type { TestDatabase } from "./test-database.ts";

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  Plans?: PlanNode[];
}

interface Plan {
  "Query Text": string;
  Plan: PlanNode;
}

export interface PlanWatcher extends AsyncDisposable {
  readonly database: Database;
  /** Runs something and answers with the statements in it that read a whole big table. @throws Error when it ran no statement */
  findFullReads(work: (tx: Tx) => Promise<unknown>): Promise<string[]>;
  /** As findFullReads, for work that makes its own transactions on `database`. */
  findFullReadsOf(work: () => Promise<unknown>): Promise<string[]>;
}

/** To be called once the tables are filled. */
export async function watchPlans(test: TestDatabase, bigTables: ReadonlySet<string>): Promise<PlanWatcher> {
  const { pool } = test.database;
  const { rows } = await pool.query("select current_database() as name");
  for (const setting of [
    "session_preload_libraries = 'auto_explain'",
    "auto_explain.log_min_duration = 0",
    "auto_explain.log_format = 'json'",
    "client_min_messages = 'log'",
  ]) {
    await pool.query(`alter database ${rows[0].name} set ${setting}`);
  }
  let plans: Plan[] = [];
  const database = createDatabase({ connection: { connectionString: test.connectionString }, poolSize: 2 });
  database.pool.on("connect", (client: pg.PoolClient) => {
    client.on("notice", (notice) => {
      const json = /plan:\n(\{[\s\S]*\})/.exec(notice.message ?? "")?.[1];
      if (json !== undefined) plans.push(JSON.parse(json) as Plan);
    });
  });

  const readsWholeTable = (node: PlanNode): boolean =>
    (node["Node Type"].includes("Seq Scan") && bigTables.has(node["Relation Name"] ?? "")) ||
    (node.Plans ?? []).some(readsWholeTable);

  async function findFullReadsOf(work: () => Promise<unknown>): Promise<string[]> {
    plans = [];
    await work();
    if (plans.length === 0) throw new Error("no plan was seen");
    return plans.filter((plan) => readsWholeTable(plan.Plan)).map((plan) => plan["Query Text"]);
  }

  return {
    database,
    findFullReadsOf,
    findFullReads: (work) =>
      findFullReadsOf(() =>
        runInTransaction(database.db, async (tx) => {
          await work(tx);
        }),
      ),
    [Symbol.asyncDispose]: () => database.close(),
  };
}
