/** Fetches a file that a contact sent. Meta gives an address for five minutes, in the webhook or on request; the access token travels
 *  with the fetch, so it goes to Meta's own file host and the Graph API's host alone, and no redirect is followed. */
import type { Dispatcher } from "undici";
import { type InboundMedia, type MediaDownload, MediaDownloadFailed } from "../channel.ts";
import { findMetaErrorRule } from "./errors.ts";
import type { GraphClient } from "./graph-client.ts";
import { readGraphError, storableDetail } from "./graph-error.ts";
import { normaliseSha256 } from "./inbound-media.ts";
import { asRecord, findText } from "./json-members.ts";
import { parseAnswer } from "./outcome.ts";

export interface DownloadDeps {
  readonly dispatcher: Dispatcher;
  readonly graph: GraphClient;
  readonly baseUrl: string;
  readonly graphVersion: string;
  readonly phoneNumberId: string;
  readonly accessToken: string;
  readonly userAgent: string;
  readonly secrets: readonly string[];
}

const META_FILE_HOST = "https://lookaside.fbsbx.com";

export async function downloadMedia(
  media: InboundMedia,
  signal: AbortSignal,
  deps: DownloadDeps,
): Promise<MediaDownload> {
  if (media.url !== undefined && isAllowed(media.url, deps)) {
    const body = await fetchFile(media.url, signal, deps);
    // Too old by now: Meta gives another one.
    if (body) return { body, ...(media.sha256 === undefined ? {} : { sha256: media.sha256 }) };
  }
  const found = await askForAddress(media.providerMediaId, deps);
  const body = await fetchFile(found.url, signal, deps);
  if (!body) throw failed("media-address-expired", "Meta's address of the file did not work.", false);
  const sha256 = media.sha256 ?? found.sha256;
  return { body, ...(sha256 === undefined ? {} : { sha256 }) };
}

async function askForAddress(id: string, deps: DownloadDeps): Promise<{ url: string; sha256: string | undefined }> {
  const path = `/${deps.graphVersion}/${encodeURIComponent(id)}?phone_number_id=${deps.phoneNumberId}`;
  const result = await deps.graph.request({ method: "GET", path });
  if ("failure" in result) {
    const { code, detail } = result.failure;
    throw failed(code, "Meta's server could not be reached.", false, storableDetail(detail, deps.secrets));
  }
  const body = asRecord(parseAnswer(result.answer));
  if (body?.error !== undefined) {
    const { code, subcode, isTransient, detail } = readGraphError(body.error, deps.secrets);
    const rule = code === undefined ? undefined : findMetaErrorRule(code, subcode);
    // 100 with subcode 33 is Meta's "no such object": for a file, that it is gone, not that the channel is unusable.
    const isGone = code === 100;
    const isFinal = !isTransient && (isGone || rule?.class === "permanent");
    const title = isGone
      ? "WhatsApp no longer has this file."
      : `Meta did not give the file: ${rule?.title ?? "error"}.`;
    throw failed(code === undefined ? "meta-unnamed" : `meta-${code}`, title, isFinal, detail);
  }
  const url = findText(body, "url");
  if (url === undefined)
    throw failed(`http-${result.answer.status}`, "Meta answered without the file's address.", false);
  if (!isAllowed(url, deps))
    throw failed("media-host-unknown", `Meta named an address on a host that is not its own: ${hostOf(url)}.`, true);
  return { url, sha256: normaliseSha256(findText(body, "sha256")) };
}

/** undefined: the address is not good (any more). */
async function fetchFile(
  url: string,
  signal: AbortSignal,
  deps: DownloadDeps,
): Promise<MediaDownload["body"] | undefined> {
  const { origin, pathname, search } = new URL(url);
  let answer: Dispatcher.ResponseData;
  try {
    answer = await deps.dispatcher.request({
      origin,
      path: pathname + search,
      method: "GET",
      headers: { authorization: `Bearer ${deps.accessToken}`, "user-agent": deps.userAgent },
      signal,
    });
  } catch (cause) {
    throw failed("download-failed", "The file could not be fetched from Meta.", false, undefined, cause);
  }
  if (answer.statusCode === 200) return answer.body;
  await answer.body.dump();
  if (answer.statusCode >= 400 && answer.statusCode < 500) return undefined;
  throw failed(`http-${answer.statusCode}`, `Meta's file host answered HTTP ${answer.statusCode}.`, false);
}

function isAllowed(url: string, { baseUrl }: DownloadDeps): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && (parsed.origin === META_FILE_HOST || parsed.origin === new URL(baseUrl).origin);
}

function hostOf(url: string): string {
  return URL.parse(url)?.host.slice(0, 100) ?? "unreadable";
}

function failed(code: string, title: string, isFinal: boolean, detail?: string, cause?: unknown): MediaDownloadFailed {
  const mend = isFinal ? "Ask the contact to send it again." : "It is tried again by itself.";
  return new MediaDownloadFailed(
    { code, title, mend, ...(detail === undefined ? {} : { detail }) },
    { isFinal, cause },
  );
}
