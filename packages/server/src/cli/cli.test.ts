import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/test-database.ts";
import { deleteEmbeddedPostgres } from "../platform/embedded-postgres/index.ts";
import { runCli } from "./program.ts";

const MAIN = join(import.meta.dirname, "../main.mjs");

let cwd: string;
let children: ChildProcess[];
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "chasqui-cli-"));
  children = [];
});
afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await kill(child);
  await deleteEmbeddedPostgres(join(cwd, "data"));
  rmSync(cwd, { recursive: true, force: true });
});

interface RunningCommand {
  readonly child: ChildProcess;
  readonly exitCode: Promise<number | null>;
  readonly output: () => { stdout: string; stderr: string };
  /** Waits until standard output or error shows it. */
  shows(pattern: RegExp): Promise<RegExpExecArray>;
}

/** The program as a user starts it: its own process, its own folder. */
function start(args: string[], env: Record<string, string> = {}): RunningCommand {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? "", PORT: "0", ...env },
  });
  children.push(child);
  let stdout = "";
  let stderr = "";
  const waiting = new Set<() => void>();
  const told = () => {
    for (const check of waiting) check();
  };
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
    told();
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
    told();
  });
  const exitCode = new Promise<number | null>((resolve) => child.on("close", resolve));
  return {
    child,
    exitCode,
    output: () => ({ stdout, stderr }),
    shows: (pattern) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const match = pattern.exec(stdout) ?? pattern.exec(stderr);
          if (!match) return;
          waiting.delete(check);
          resolve(match);
        };
        waiting.add(check);
        void exitCode.then((code) =>
          reject(new Error(`ended with ${code} before it showed ${pattern}:\n${stdout}\n${stderr}`)),
        );
        check();
      }),
  };
}

async function runToEnd(args: string[], env: Record<string, string> = {}) {
  const command = start(args, env);
  const exitCode = await command.exitCode;
  return { exitCode, ...command.output() };
}

/** The same without the cost of a process, for commands that end by themselves. */
async function runHere(args: string[], env: Record<string, string> = {}) {
  let stdout = "";
  let stderr = "";
  const console = {
    print: (line: string) => {
      stdout += `${line}\n`;
    },
    tell: (line: string) => {
      stderr += `${line}\n`;
    },
  };
  const exitCode = await runCli({ args, env, cwd, console });
  return { exitCode, stdout, stderr };
}

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("close", () => resolve());
    child.kill("SIGKILL");
  });
}

async function startServing(env: Record<string, string>, args: string[] = []) {
  const command = start(["serve", ...args], env);
  const [, url] = await command.shows(/ready at (http:\S+)/);
  return { ...command, url: String(url) };
}

const listKeys = (url: string, key: string) =>
  fetch(`${url}/api/v1/api-keys`, { headers: { authorization: `Bearer ${key}` } });

describe("chasqui", () => {
  it("explains itself, also without a valid configuration", async () => {
    const help = await runHere(["--help"], { PORT: "none" });
    expect(help.exitCode).toBe(0);
    for (const command of ["serve", "migrate", "user", "api-keys"]) expect(help.stdout).toContain(command);
  });

  it("refuses a wrong command line in one or two lines", async () => {
    for (const args of [
      ["fly"],
      ["serve", "--roles", "http,cook"],
      ["serve", "--port", "x"],
      ["api-keys", "create", "--name", "x"],
    ]) {
      const { exitCode, stdout, stderr } = await runHere(args);
      expect(exitCode, args.join(" ")).toBe(64);
      expect(stdout).toBe("");
      expect(stderr).toMatch(/^error: /);
      expect(stderr).not.toContain("    at ");
    }
  });

  it("tells every problem of the configuration and exits with 78", async () => {
    const { exitCode, stderr } = await runToEnd(["serve"], { PORT: "x", LOG_LEVEL: "loud", CHASQUI_SECRET: "hunter2" });
    expect(exitCode).toBe(78);
    for (const name of ["PORT", "LOG_LEVEL", "CHASQUI_SECRET", ".env"]) expect(stderr).toContain(name);
    expect(stderr).not.toContain("hunter2");
  });

  it("says what to do when the database does not answer, without a stack", async () => {
    const { exitCode, stderr } = await runHere(["migrate"], { DATABASE_URL: "postgres://u:hunter2@127.0.0.1:1/x" });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/does not answer[\s\S]*correct the host and port/i);
    expect(stderr).not.toMatch(/ {4}at |hunter2/);
  });
});

describe("with a database of its own", () => {
  let test: TestDatabase;
  let env: Record<string, string>;
  beforeEach(async () => {
    test = await createTestDatabase();
    env = { DATABASE_URL: test.connectionString, CHASQUI_SECRET: "a secret of at least 32 characters!" };
  });
  afterEach(() => test[Symbol.asyncDispose]());

  it("migrates, and says when there was nothing to do", async () => {
    expect(await runHere(["migrate"], env)).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("up to date"),
    });
  });

  it("makes, lists and revokes API keys; the key alone is on standard output", async () => {
    const created = await runToEnd(
      ["api-keys", "create", "--name", "Zapier", "--scopes", "messages:send, messages:read"],
      env,
    );
    expect(created.exitCode).toBe(0);
    expect(created.stdout).toMatch(/^chq_\w{8}_[\w-]{43}\n$/);
    expect(created.stderr).not.toContain(created.stdout.trim());
    const list = await runHere(["api-keys", "list"], env);
    expect(list.stdout).toMatch(/active\tnever used\tmessages:send,messages:read\tZapier\n$/);
    expect(list.stdout).not.toContain(created.stdout.trim());
    const id = list.stdout.split("\t")[0] ?? "";
    expect((await runHere(["api-keys", "revoke", id], env)).exitCode).toBe(0);
    expect((await runHere(["api-keys", "list"], env)).stdout).toContain("revoked");
    const unknown = await runHere(["api-keys", "revoke", "0190a1b2-0000-7000-8000-000000000000"], env);
    expect(unknown).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("no API key with this id") });
  });

  it("invites and lists users, lets them back in, changes their role, and keeps a last owner", async () => {
    const run = (...args: string[]) => runHere(["user", ...args], { ...env, PORT: "3000" });
    const server = await startServing(env);
    const accept = (link: string, path: string) =>
      fetch(`${server.url}/api/v1/${path}/accept`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ token: new URL(link.trim()).hash.slice(7), password: "turquoise lamp on tuesday" }),
      });
    const owner = await run("create", "--name", "Ana", "--email", "Ana@Example.com", "--role", "owner");
    expect(owner.stdout).toMatch(/^http:\/\/127\.0\.0\.1:3000\/invitation#token=[\w-]{43}\n$/);
    expect(owner.stderr).not.toContain("token");
    expect((await run("list")).stdout).toBe("ana@example.com\towner\tinvited\tnever seen\tAna\n");
    expect((await accept(owner.stdout, "invitations")).status).toBe(200);
    await run("create", "--name", "Luis", "--email", "luis@example.com");
    expect((await run("list")).stdout).toMatch(/owner\tactive.*\n.*luis@example.com\tagent\tinvited/);

    const demoted = await run("set-role", "ana@example.com", "viewer");
    expect(demoted).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("last owner") });
    expect((await run("set-role", "luis@example.com", "manager")).stderr).toContain("was agent and is manager now");
    const reset = await run("reset-password", "ANA@example.com");
    expect(reset.stdout).toContain("/password-reset#token=");
    expect((await accept(reset.stdout, "password-resets")).status).toBe(200);
    const again = await run("create", "--name", "x", "--email", "ana@example.com");
    expect(again).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("e-mail address already") });
    expect(await run("reset-password", "no@example.com")).toMatchObject({ exitCode: 1 });
    expect(await run("set-role", "ana@example.com", "king")).toMatchObject({ exitCode: 64 });

    const { stdout: key } = await runHere(["api-keys", "create", "--name", "x", "--scopes", "admin"], env);
    const log = await fetch(`${server.url}/api/v1/audit-log?actorKind=command-line`, {
      headers: { authorization: `Bearer ${key.trim()}` },
    });
    const { items } = (await log.json()) as { items: Array<{ operation: string; actor: { name: string } }> };
    expect(items.map(({ operation }) => operation)).toEqual([
      "createApiKey",
      "createUserLink",
      "updateUser",
      "createUser",
      "createUser",
    ]);
    expect(items[0]?.actor.name).toBe(userInfo().username);
    expect(JSON.stringify(items)).not.toContain(key.trim());
  });

  it("prints where the first owner signs up until there is one, to the terminal and never to the log", async () => {
    const links: string[] = [];
    for (const publicUrl of ["", "https://chasqui.example.com"]) {
      const server = await startServing({ ...env, CHASQUI_PUBLIC_URL: publicUrl, LOG_LEVEL: "trace" });
      const [, link] = await server.shows(/become the owner[\s\S]*?(http:\S+\/setup#token=\S+)/);
      links.push(String(link));
      expect(link).toContain(`${server.url}/setup#token=`);
      if (publicUrl !== "") await server.shows(/https:\/\/chasqui\.example\.com\/setup#token=/);
      server.child.kill("SIGTERM");
      await server.exitCode;
      expect(server.output().stdout).not.toContain(new URL(String(link)).hash.slice(7));
    }
    const server = await startServing(env);
    const [, last] = await server.shows(/(http:\S+\/setup#token=\S+)/);
    expect(new Set([...links, last]).size).toBe(3);
    // The first one still works.
    const setUp = await fetch(`${server.url}/api/v1/setup`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        token: new URL(links[0] ?? "").hash.slice(7),
        name: "Ana",
        email: "ana@example.com",
        password: "turquoise lamp on tuesday",
      }),
    });
    expect(setUp.status).toBe(201);
    server.child.kill("SIGTERM");
    await server.exitCode;
    const later = await startServing(env);
    later.child.kill("SIGTERM");
    await later.exitCode;
    expect(later.output().stderr).not.toContain("setup#");
  });

  it("serves, and stops cleanly on SIGTERM and on a SIGINT that arrives twice, as npm sends it", async () => {
    const { stdout: key } = await runHere(["api-keys", "create", "--name", "x", "--scopes", "admin"], env);
    for (const signals of [["SIGTERM"], ["SIGINT", "SIGINT"]] as const) {
      const server = await startServing(env);
      expect((await listKeys(server.url, key.trim())).status).toBe(200);
      for (const signal of signals) server.child.kill(signal);
      expect(await server.exitCode, server.output().stdout).toBe(0);
      expect(server.output().stdout).toContain('"msg":"stopped"');
    }
  });

  it("refuses to serve with another secret than before", async () => {
    const first = await startServing(env);
    first.child.kill("SIGTERM");
    await first.exitCode;
    const { exitCode, stderr } = await runToEnd(["serve"], {
      ...env,
      CHASQUI_SECRET: "another secret of 32 characters!!",
    });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/secret is not the one[\s\S]*CHASQUI_SECRET/);
  });

  it("says so when the port is taken", async () => {
    const blocker = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => blocker.once("listening", resolve));
    const { port } = blocker.address() as { port: number };
    const { exitCode, stderr } = await runToEnd(["serve", "--port", String(port)], env);
    blocker.close();
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`Port ${port} is in use`);
    expect(stderr).toContain("--port");
  });

  it("writes neither the secret nor the database's password to its log", async () => {
    const server = await startServing({ ...env, LOG_LEVEL: "trace", CHASQUI_TYPO: "hunter2hunter2" });
    await fetch(`${server.url}/api/v1/api-keys?x=hunter2hunter2`, {
      headers: { authorization: "Bearer hunter2hunter2" },
    });
    server.child.kill("SIGTERM");
    await server.exitCode;
    const { stdout, stderr } = server.output();
    expect(stdout).toContain("CHASQUI_TYPO");
    for (const secret of ["hunter2", env.CHASQUI_SECRET ?? "", new URL(test.connectionString).password]) {
      expect(stdout + stderr).not.toContain(secret);
    }
  });
});

describe("with the embedded database", () => {
  it("makes a key before the first start, and another beside the running server", async () => {
    const before = await runToEnd(["api-keys", "create", "--name", "before", "--scopes", "admin"]);
    expect(before.exitCode, before.stderr).toBe(0);
    const server = await startServing({});
    const beside = await runToEnd(["api-keys", "create", "--name", "beside", "--scopes", "admin"]);
    expect(beside.exitCode, beside.stderr).toBe(0);
    for (const { stdout } of [before, beside]) expect((await listKeys(server.url, stdout.trim())).status).toBe(200);
    server.child.kill("SIGTERM");
    expect(await server.exitCode, server.output().stdout).toBe(0);
  });
});
