import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startTestApp } from "../../server/test/start-test-app.ts";
import type { OpenApiDocument } from "../generation/document.ts";
import { generateClient } from "../generation/generate.ts";
import { listDifferences } from "./list-differences.ts";

const COMMITTED = join(import.meta.dirname, "../src/generated");

/** What generation makes of a document: the text of each file by name. */
async function generate(document: OpenApiDocument): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "chasqui-client-"));
  try {
    await generateClient(document, folder);
    return await readFolder(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readFolder(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true });
  const files = names.sort().map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const);
  return Object.fromEntries(await Promise.all(files));
}

/** A document with one operation under each path. */
function documentOf(paths: OpenApiDocument["paths"]): OpenApiDocument {
  return { openapi: "3.1.0", paths };
}

const responses = { 204: {} };

it("the client says what the server does; otherwise: npm run generate", async () => {
  await using app = await startTestApp({ withChannel: false });
  const document = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as OpenApiDocument;
  expect(listDifferences(await generate(document), await readFolder(COMMITTED))).toEqual([]);
});

describe("generation", () => {
  it("gives the same files whatever the order of the routes", async () => {
    const first = { get: { operationId: "getOne", responses }, delete: { operationId: "deleteOne", responses } };
    const second = { get: { operationId: "getOther", responses } };
    const forwards = await generate(documentOf({ "/api/v1/ones": first, "/api/v1/others": second }));
    const backwards = await generate(documentOf({ "/api/v1/others": second, "/api/v1/ones": first }));
    expect(listDifferences(forwards, backwards)).toEqual([]);
  });

  it("names methods without what their group says already", async () => {
    const ids = [
      "listApiKeys",
      "createApiKey",
      "markApiKeyUsed",
      "resetApiKeysNow",
      "apiKeys",
      "listApiKeychains",
      "signIn",
    ];
    const paths = Object.fromEntries(
      ids.map((operationId, index) => [`/api/v1/api-keys/${index}`, { post: { operationId, responses } }]),
    );
    const text = (await generate(documentOf(paths)))["operations.ts"] ?? "";
    const methods = [...text.matchAll(/^ {6}(\w+): \(/gm)].map(([, name]) => name);
    expect(methods).toEqual(["list", "create", "markUsed", "resetNow", "apiKeys", "listApiKeychains", "signIn"]);
    expect(text).toContain("    apiKeys: {");
  });

  it("lets a body be left out that may be nothing, or in which everything has a default", async () => {
    const bodies = {
      must: { type: "object", properties: { a: { type: "string" }, b: { type: "boolean", default: false } } },
      may: { anyOf: [{ type: "object" }, { type: "null" }] },
      default: { type: "object", properties: { a: { type: "boolean", default: false } } },
    };
    const paths = Object.entries(bodies).map(([operationId, schema]) => {
      const requestBody = { content: { "application/json": { schema } } };
      return [`/api/v1/${operationId}`, { post: { operationId, requestBody, responses } }] as const;
    });
    const text = (await generate(documentOf(Object.fromEntries(paths))))["operations.ts"] ?? "";
    expect([...text.matchAll(/body\??: .*?(?=, options)/g)].map(([found]) => found)).toEqual([
      'body: NonNullable<DefaultData["body"]> = {}',
      'body?: NonNullable<MayData["body"]>',
      'body: NonNullable<MustData["body"]>',
    ]);
  });

  it("refuses what it could not name, and what it would name twice", async () => {
    await expect(generate(documentOf({ "/api/v1/a": { get: { responses } } }))).rejects.toThrow(
      /get \/api\/v1\/a .*operationId/,
    );
    const same = {
      "/api/v1/rules": { get: { operationId: "getRule", responses } },
      "/api/v1/rules/all": { get: { operationId: "getRules", responses } },
    };
    await expect(generate(documentOf(same))).rejects.toThrow(/rules\.get\(\)/);
  });

  it("can't be broken out of by what a route says of itself", async () => {
    const summary = "Ends */ here";
    const operation = { operationId: "getOne", summary, description: "Two\nlines", responses };
    const text = (await generate(documentOf({ "/api/v1/ones": { get: operation } })))["operations.ts"];
    expect(text).toContain("Ends *\\/ here");
  });
});
