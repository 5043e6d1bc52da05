/** A document of 100 MB in, to Meta and out again: how fast, and how much more memory the server takes meanwhile. */
import { readFileSync } from "node:fs";
import { createAuth } from "../src/domains/auth/index.ts";
import { systemClock } from "../src/platform/clock.ts";
import { createIds } from "../src/platform/ids.ts";
import { type BenchServer, startBenchServer } from "./bench-server.ts";
import { startEmulatorProcess } from "./children.ts";
import type { Finding } from "./report.ts";

const FILE_BYTES = 100 * 1024 * 1024;
const PIECE = Buffer.alloc(64 * 1024, "%PDF-1.4 a page of it\n");
const LOOK_EVERY_MS = 20;
/** The API allows ten requests a second. */
const ASK_EVERY_MS = 100;
/** Far below the file: it must stream. */
const TARGET_MB = 64;

type Work = "upload" | "to the Graph emulator" | "download";

export async function measureMedia({ rounds }: { rounds: number }): Promise<Finding[]> {
  const speed = new Map<Work, number[]>();
  const growth = new Map<Work, number[]>();
  for (let round = 0; round < rounds; round++) {
    await using emulator = await startEmulatorProcess();
    await using server = await startBenchServer({ emulator });
    const measured = await measureRound(server);
    for (const [work, { seconds, grownMb }] of measured) {
      speed.set(work, [...(speed.get(work) ?? []), FILE_BYTES / 1024 / 1024 / seconds]);
      growth.set(work, [...(growth.get(work) ?? []), grownMb]);
    }
  }
  return [...speed].flatMap(([work, ours]) => [
    { work: `file of 100 MB, ${work}`, unit: "MB/s", ours, target: "none", notes: [] },
    {
      work: `file of 100 MB, ${work}: the server's memory at most above before`,
      unit: "MB (RSS)",
      ours: growth.get(work) ?? [],
      target: `≤ ${TARGET_MB} MB`,
      isMet: Math.max(...(growth.get(work) ?? [])) <= TARGET_MB,
      notes: ["looked at every 20 ms"],
    },
  ]);
}

async function measureRound(server: BenchServer) {
  const ids = createIds(systemClock);
  const auth = createAuth({ db: server.database.db, clock: systemClock, ids });
  const { key } = await auth.apiKeys.createApiKey({ name: "bench media", scopes: ["admin"] }, undefined);
  const headers = { authorization: `Bearer ${key}` };
  // Once small first: what is loaded at the first use is no part of a file.
  const small = await upload(server, headers, 1024 * 1024);
  await drain(server, headers, small);
  await send(server, small, "+34600111222");

  const measured = new Map<Work, { seconds: number; grownMb: number }>();
  let mediaId = "";
  const uploading = async () => {
    mediaId = await upload(server, headers, FILE_BYTES);
  };
  measured.set("upload", await watch(server, uploading));
  measured.set("to the Graph emulator", await watch(server, () => send(server, mediaId, "+34600111333")));
  measured.set("download", await watch(server, () => drain(server, headers, mediaId)));
  return measured;
}

async function watch(server: BenchServer, work: () => Promise<void>): Promise<{ seconds: number; grownMb: number }> {
  const beforeMb = residentMb(server.process.pid);
  let peakMb = beforeMb;
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb(server.process.pid));
  }, LOOK_EVERY_MS);
  const startedAt = performance.now();
  await work();
  clearInterval(timer);
  return { seconds: (performance.now() - startedAt) / 1000, grownMb: peakMb - beforeMb };
}

function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

async function upload(server: BenchServer, headers: Record<string, string>, size: number): Promise<string> {
  async function* body() {
    for (let left = size; left > 0; left -= PIECE.length) yield PIECE.subarray(0, Math.min(left, PIECE.length));
  }
  const answer = await fetch(`${server.url}/api/v1/media`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/pdf" },
    body: body() as unknown as ReadableStream,
    duplex: "half",
  } as RequestInit);
  if (!answer.ok) throw new Error(`the upload was answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

async function drain(server: BenchServer, headers: Record<string, string>, mediaId: string): Promise<void> {
  const answer = await fetch(`${server.url}/api/v1/media/${mediaId}/content`, { headers });
  let size = 0;
  for await (const piece of answer.body ?? []) size += piece.length;
  if (size === 0) throw new Error("the download was empty");
}

async function send(server: BenchServer, mediaId: string, to: string): Promise<void> {
  const { id } = await server.api<{ id: string }>("POST", "/messages", { to, content: { type: "document", mediaId } });
  for (;;) {
    const { state } = await server.api<{ state: string }>("GET", `/messages/${id}`);
    if (["accepted", "sent", "delivered", "read"].includes(state)) return;
    if (state === "failed") throw new Error("the message failed");
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}
