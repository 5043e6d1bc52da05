import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleForBrowser } from "./bundle-for-browser.ts";
import { type InstalledPackage, installPackage } from "./installed-package.ts";
import { answerJson, startScriptedServer } from "./start-scripted-server.ts";

/** The whole client in a browser's first load, beside the app's own code. */
const MAX_GZIPPED_BYTES = 12 * 1024;

const DOM = ["es2022", "dom", "dom.iterable"];

let installed: InstalledPackage;
beforeAll(async () => {
  installed = await installPackage();
});
afterAll(() => installed[Symbol.asyncDispose]());

describe("the published package", () => {
  it("holds compiled code and its types, and nothing else", () => {
    const documents = ["LICENSE", "METHODS.md", "README.md", "package.json"];
    expect(installed.packedFiles).toEqual(expect.arrayContaining([...documents, "index.js", "index.d.ts"]));
    const code = installed.packedFiles.filter((path) => !documents.includes(path));
    for (const path of code) expect(path).toMatch(/^(generated\/)?[\w-]+(\.js|\.d\.ts)$/);
    for (const path of code) expect(path).not.toContain("test");
    for (const path of code.filter((name) => name.endsWith(".js"))) {
      expect(code).toContain(path.replace(/\.js$/, ".d.ts"));
    }
  });

  it("runs in Node", async () => {
    await using server = await startScriptedServer(answerJson({ id: "m1" }));
    await installed.write(
      "send.mjs",
      `import { createChasqui } from "@chasqui/client";
       const chasqui = createChasqui({ baseUrl: "${server.url}", apiKey: "k" });
       console.log((await chasqui.messages.send({ to: "+34600000001", text: "Hi" })).id);`,
    );
    const { stdout } = await promisify(execFile)(process.execPath, [join(installed.folder, "send.mjs")]);
    expect(stdout).toBe("m1\n");
  });

  it.each([
    ["compiles for Node", { module: "nodenext", lib: DOM }],
    ["bundles", { module: "esnext", moduleResolution: "bundler", lib: DOM, exactOptionalPropertyTypes: true }],
  ])("tells its types to who %s, and knows no globals of Node", async (_, options) => {
    await installed.write(
      "use.ts",
      `import { type ChasquiEvent, createChasqui, type Message, type SendMessageData } from "@chasqui/client";
       const chasqui = createChasqui({ baseUrl: "http://localhost:3000" });
       const message: Message = (await chasqui.messages.list({ limit: 1 })).items[0]!;
       export const state: "queued" | "failed" | undefined = message.state === "queued" ? "queued" : undefined;
       for await (const channel of chasqui.channels.list()) channel.name satisfies string;
       for await (const event of chasqui.events()) (event satisfies ChasquiEvent).kind;
       export const body = { to: "+34600000001", text: "Hi" } satisfies SendMessageData["body"];
       // @ts-expect-error there is no such state
       chasqui.messages.list({ state: "nonsense" });
       // @ts-expect-error there is nothing to send
       chasqui.messages.send();
       // @ts-expect-error there is no such method
       chasqui.messages.frobnicate();
      `,
    );
    expect(await installed.check(["use.ts"], options)).toBe("");
  });

  it("is small in a browser, and whole", async () => {
    const { code, imports } = await bundleForBrowser(
      installed.folder,
      'import { createChasqui } from "@chasqui/client"; globalThis.chasqui = createChasqui({ apiKey: "k" });',
    );
    expect(imports).toEqual([]);
    expect(code).not.toMatch(/\bnode:|\brequire\(|\bprocess\.|\bBuffer\b/);
    expect(gzipSync(code).byteLength).toBeLessThan(MAX_GZIPPED_BYTES);
  });
});
