import { createAuth } from "../src/domains/auth/index.ts";
import { createIds } from "../src/platform/ids.ts";
import type { ApiAnswer, TestApp } from "./start-test-app.ts";

/** Calls of the media API, whose bodies are no JSON. */
export async function createMediaClient(app: TestApp) {
  const auth = createAuth({ db: app.database.database.db, clock: app.clock, ids: createIds(app.clock) });
  const { key } = await auth.apiKeys.createApiKey({ name: "media tests", scopes: ["admin"] }, undefined);
  const authorization = `Bearer ${key}`;
  const base = `${app.url}/api/v1/media`;
  return {
    authorization,
    async upload(
      bytes: Uint8Array | ReadableStream | AsyncIterable<Uint8Array>,
      type = "application/octet-stream",
      query = "",
    ) {
      const answer = await fetch(`${base}${query}`, {
        method: "POST",
        headers: { authorization, "content-type": type },
        body: bytes as Uint8Array<ArrayBuffer>,
        duplex: "half",
      } as RequestInit);
      return { status: answer.status, body: (await answer.json()) as ApiAnswer["body"] };
    },
    content(id: string, headers: Record<string, string> = {}, method = "GET") {
      return fetch(`${base}/${id}/content`, { method, headers: { authorization, ...headers } });
    },
  };
}
