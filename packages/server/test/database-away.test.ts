import pg from "pg";
import { expect, inject, it } from "vitest";
import { startTestApp } from "./start-test-app.ts";

it("an API whose database is away answers 503, not 500, and goes on when it is back", async () => {
  await using app = await startTestApp();
  const admin = new pg.Client(inject("adminConnectionString"));
  await admin.connect();
  const name = new URL(app.database.connectionString).pathname.slice(1);
  await admin.query(`alter database ${name} with allow_connections false`);
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
  const away = await app.api("GET", "/messages");
  expect([away.status, away.body.code]).toEqual([503, "database-unavailable"]);
  expect(Number(away.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await fetch(`${app.url}/health`)).status).toBe(503);
  await admin.query(`alter database ${name} with allow_connections true`);
  await admin.end();
  expect((await app.api("GET", "/messages")).status).toBe(200);
  app.contactWrites("+34600111222", "hello");
  await app.emulator.waitForSent(1);
});
