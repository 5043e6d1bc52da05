import { expect, it } from "vitest";
import { runCli } from "../src/cli/program.ts";
import { channelEnvironment } from "./channel-environment.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";

async function runDoctor(app: TestApp, extra: Record<string, string> = {}): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const env = {
    PORT: new URL(app.url).port,
    DATABASE_URL: app.database.connectionString,
    CHASQUI_DATA_DIR: app.dataDir,
    CHASQUI_PUBLIC_URL: app.url,
    ...channelEnvironment(app.emulator),
    ...extra,
  };
  const code = await runCli({
    args: ["doctor"],
    env,
    cwd: app.dataDir,
    console: { print: (line) => void lines.push(line), tell: (line) => void lines.push(line) },
  });
  return { code, lines };
}

const line = (lines: readonly string[], name: string) =>
  lines.find((one) => one.includes(name)) ?? `no line about ${name}`;

it("finds nothing to mend in a sound installation", async () => {
  await using app = await startTestApp();
  app.emulator.createWaba({ id: "another" });
  const { code, lines } = await runDoctor(app);
  expect(lines.filter((one) => one.startsWith("FAILED"))).toEqual([]);
  expect(code).toBe(0);
  for (const name of ["node", "data folder", "port", "database", "migrations", "clock", "public URL"]) {
    expect(line(lines, name)).toMatch(/^ok /);
  }
  expect(lines.join("\n")).not.toContain(app.emulator.preset.accessToken);
});

it("says what is wrong with a channel and how to mend it", async () => {
  await using app = await startTestApp();
  app.emulator.expireToken();
  const { code, lines } = await runDoctor(app);
  expect(code).toBe(1);
  const failure = lines.findIndex((one) => one.startsWith("FAILED") && one.includes("token"));
  expect(lines[failure]).toMatch(/expired/i);
  expect(lines[failure + 1]).toMatch(/→ .*token/i);
});

it("tells a public URL that leads elsewhere", async () => {
  await using app = await startTestApp();
  const { code, lines } = await runDoctor(app, { CHASQUI_PUBLIC_URL: app.emulator.url });
  expect(code).toBe(1);
  expect(line(lines, "public URL")).toMatch(/^FAILED .*not our challenge/);
});

it("refuses a secret that is not this database's, without showing either", async () => {
  await using app = await startTestApp();
  const secret = "another secret of at least 32 characters";
  const { code, lines } = await runDoctor(app, { CHASQUI_SECRET: secret });
  expect(code).toBe(1);
  expect(line(lines, "secret")).toMatch(/^FAILED/);
  expect(lines.join("\n")).not.toContain(secret);
});

it("tells a database that does not answer, and still checks the rest", async () => {
  await using app = await startTestApp();
  const { code, lines } = await runDoctor(app, {
    DATABASE_URL: "postgresql://nobody:secret-of-theirs@127.0.0.1:1/none",
  });
  expect(code).toBe(1);
  expect(line(lines, "database")).toMatch(/^FAILED/);
  expect(line(lines, "node")).toMatch(/^ok /);
  expect(lines.join("\n")).not.toContain("secret-of-theirs");
});
