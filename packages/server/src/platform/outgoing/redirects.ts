/** What follows from an answer that sends on elsewhere. Pure. */
import { OutgoingFailed } from "./errors.ts";
import type { OutgoingAnswer, OutgoingRequest } from "./exchange.ts";

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** They ask for the same request again; the others turn a POST into a GET, which answers nothing we asked. */
const SAME_REQUEST = new Set([307, 308]);
/** Meant for the one who was asked first. */
const SECRETS = new Set(["authorization", "api-key", "x-api-key", "cookie"]);

/** The request to make instead; undefined: the answer stands as it is.
 *  @throws OutgoingFailed redirected */
export function followRedirect(
  from: URL,
  asked: OutgoingRequest,
  answer: Pick<OutgoingAnswer, "status" | "headers">,
): OutgoingRequest | undefined {
  const location = answer.headers.location;
  if (!REDIRECTS.has(answer.status) || typeof location !== "string") return undefined;
  if (!URL.canParse(location, from.href)) throw new OutgoingFailed("redirected", { detail: "to no address" });
  const to = new URL(location, from.href);
  if (asked.method !== "GET" && !SAME_REQUEST.has(answer.status)) {
    throw new OutgoingFailed("redirected", { detail: `to ${to.origin}${to.pathname}` });
  }
  const isSameOrigin = to.origin === from.origin;
  const headers = Object.entries(asked.headers).filter(([name]) => isSameOrigin || !SECRETS.has(name));
  return { ...asked, url: to.href, headers: Object.fromEntries(headers) };
}
