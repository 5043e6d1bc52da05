/** Every example of the README, run as somebody would run it: from a project that installed the package, against a real server that sends
 *  through the Graph emulator. */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../server/test/start-test-app.ts";
import { waitUntil } from "../../server/test/wait-until.ts";
import { type InstalledPackage, installPackage } from "./installed-package.ts";

const README = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
const ANA = "+34600000001";
const PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/** Code under each heading; those for a browser are tried in one. */
const EXAMPLES = [...README.matchAll(/^## ([^\n]+)\n(?:(?!^## )[\s\S])*?^```ts\n([\s\S]*?)^```$/gm)].map(
  ([, heading = "", code = ""]) => ({ heading, code }),
);
const START = /^import [\s\S]*?\n\nconst chasqui = .*\n/.exec(EXAMPLES[0]?.code ?? "")?.[0] ?? "";

let app: TestApp;
let installed: InstalledPackage;
let key: string;

beforeAll(async () => {
  installed = await installPackage();
  await installed.write("menu.pdf", PDF);
  app = await startTestApp();
  key = (await app.api("POST", "/api-keys", { name: "readme", scopes: ["admin"] })).body.key;
  // Before a contact has written, WhatsApp takes nothing but templates.
  app.contactWrites(ANA, "Is my order ready?");
  await app.until("/messages?direction=inbound", ({ items }) => items.length === 1);
});
afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  await installed?.[Symbol.asyncDispose]();
});

function codeOf(heading: string): string {
  const found = EXAMPLES.find((example) => example.heading === heading);
  if (!found) throw new Error(`the README has no example under "${heading}"`);
  return found.code.startsWith(START) ? found.code : START + found.code;
}

/** Runs an example to its end and answers what it printed. `onOutput` hears what it has printed so far. */
async function run(heading: string, onOutput: (output: string) => void = () => undefined): Promise<string> {
  await installed.write("example.ts", codeOf(heading));
  const env = { ...process.env, CHASQUI_URL: app.url, CHASQUI_API_KEY: key };
  const child = spawn(process.execPath, ["example.ts"], { cwd: installed.folder, env });
  let output = "";
  child.stdout.on("data", (text) => {
    output += text;
    onOutput(output);
  });
  child.stderr.on("data", (text) => {
    output += text;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(code, output).toBe(0);
  return output;
}

const untilSent = (isMet: (message: { body?: string | undefined; type: string }) => boolean) =>
  waitUntil(
    () => app.emulator.sentMessages.filter((message) => message.to === ANA && isMet(message)),
    (messages) => messages.length > 0,
    25_000,
  );

describe("the README's example", () => {
  it("'Send a message' sends one", async () => {
    expect(await run("Send a message")).toMatch(/^(queued|sending|accepted|sent)\n$/);
    await untilSent(({ body }) => body === "Your order is on its way");
  });

  it("'Anything WhatsApp knows' sends buttons", async () => {
    await run("Anything WhatsApp knows");
    await untilSent(({ type }) => type === "interactive");
  });

  it("'Files' uploads, sends and fetches one", async () => {
    expect(await run("Files")).toBe(`application/pdf ${PDF.length}\n`);
    await untilSent(({ type }) => type === "document");
  });

  it("'Lists' goes through them", async () => {
    const lines = (await run("Lists")).trim().split("\n");
    const { items } = (await app.api("GET", "/messages?direction=outbound&limit=100")).body;
    expect(lines[0]).toMatch(/^\d+ null$/);
    expect(lines.slice(1, -1)).toHaveLength(items.length);
    expect(lines.at(-1)).toBe("1");
  });

  it("'What happened to a message' tells its history", async () => {
    expect(await run("What happened to a message")).toMatch(/^(queued|sending|accepted|sent) queued/);
  });

  it("'Live updates' hears of a message", async () => {
    let hasWritten = false;
    const output = await run("Live updates", (soFar) => {
      if (hasWritten || !soFar.includes("live")) return;
      hasWritten = true;
      app.contactWrites(ANA, "Thank you!");
    });
    expect(output).toBe("connecting\nlive\nNew message: Thank you!\nclosed\n");
  });

  it("'When something goes wrong' says what", async () => {
    expect(await run("When something goes wrong")).toMatch(/^"not a number" is not a phone number\. Write it with \+ /);
  });

  it("'Repeating, and never sending twice' doesn't", async () => {
    const [first, second, ...more] = (await run("Repeating, and never sending twice")).trim().split("\n");
    expect([second, more]).toEqual([first, []]);
  });

  it("'Time limits and giving up' has time enough", async () => {
    expect(await run("Time limits and giving up")).toContain("'WhatsApp: active'");
  });
});

it("every example of the README is tried, and says nothing that its types don't", async () => {
  expect(EXAMPLES.map(({ heading }) => heading)).toEqual([
    "Send a message",
    "Anything WhatsApp knows",
    "Files",
    "Lists",
    "What happened to a message",
    "Live updates",
    "When something goes wrong",
    "Repeating, and never sending twice",
    "Time limits and giving up",
  ]);
  const names = await Promise.all(
    EXAMPLES.map(async ({ heading }, index) => {
      await installed.write(`example-${index}.ts`, codeOf(heading));
      return `example-${index}.ts`;
    }),
  );
  const typeRoots = [join(import.meta.dirname, "../../../node_modules/@types")];
  const options = { module: "nodenext", lib: ["esnext"], types: ["node"], typeRoots };
  expect(await installed.check(names, options)).toBe("");
});
