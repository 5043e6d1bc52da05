import { request } from "undici";
import { findMediaProblem } from "../media/media-kinds.ts";
import type { MediaReference } from "./media-reference.ts";
import type { StatusFailure } from "./status-value.ts";

const TIMEOUT_MS = 10_000;

/** Loads the links of a message as Meta would; the first that fails is the message's failure (131053). */
export async function findLinkFailure(media: readonly MediaReference[]): Promise<StatusFailure | undefined> {
  for (const { kind, link } of media) {
    if (link === undefined) continue;
    const problem = await findLinkProblem(kind, link);
    if (problem !== undefined) return { code: 131053, details: `Media upload error: ${problem}` };
  }
  return undefined;
}

async function findLinkProblem(kind: MediaReference["kind"], link: string): Promise<string | undefined> {
  try {
    const answer = await request(link, { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
    const size = (await answer.body.arrayBuffer()).byteLength;
    if (answer.statusCode !== 200) return `Downloading media from weblink failed with http code ${answer.statusCode}`;
    const contentType = answer.headers["content-type"];
    return findMediaProblem(kind, typeof contentType === "string" ? contentType : "", size, true);
  } catch (error) {
    return `Downloading media from weblink failed: ${error instanceof Error ? error.message : "unknown"}`;
  }
}
