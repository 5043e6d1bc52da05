/** Keeps pages of other origins from acting with a person's cookie. SameSite=Lax alone would let in pages of sibling subdomains, and
 *  of other ports of the same host. Browsers say where a request comes from: in Sec-Fetch-Site (to https and localhost), and in Origin
 *  with everything that is no plain GET. */
import type { FastifyRequest } from "fastify";
import { ChasquiError } from "../errors.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

export function changesSomething({ method }: Pick<FastifyRequest, "method">): boolean {
  return !SAFE_METHODS.has(method);
}

/** Where a request comes from, as far as its headers tell. */
type Whence = "own-page" | "foreign-page" | "unknown";

type RequestFacts = Pick<FastifyRequest, "headers" | "host" | "protocol">;

function whenceOf(request: RequestFacts, publicUrl: string | undefined): Whence {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" ? "own-page" : "foreign-page";
  const { origin } = request.headers;
  if (origin === undefined) return "unknown";
  return isOwnOrigin(origin, request, publicUrl) ? "own-page" : "foreign-page";
}

/** Behind a proxy that does not say so, https looks like http; an http page of an https server, however, is not ours. */
function isOwnOrigin(origin: string, { host, protocol }: RequestFacts, publicUrl: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  if (publicUrl !== undefined && page.origin === new URL(publicUrl).origin) return true;
  if (page.protocol === "http:" && protocol === "https") return false;
  return page.host === withoutDefaultPort(host, page.protocol);
}

function withoutDefaultPort(host: string, protocol: string): string {
  return URL.canParse(`${protocol}//${host}`) ? new URL(`${protocol}//${host}`).host : host;
}

/** Whether a cookie counts at all. A link on another site may lead here; scripts, images and frames of other origins may not even read
 *  as the person who looks at them. */
export function mayUseCookie(request: RequestFacts, publicUrl: string | undefined): boolean {
  if (changesSomething(request as FastifyRequest)) return true;
  const site = request.headers["sec-fetch-site"];
  const isNavigation =
    request.headers["sec-fetch-mode"] === "navigate" && request.headers["sec-fetch-dest"] === "document";
  if (site === "none" || isNavigation) return true;
  return whenceOf(request, publicUrl) !== "foreign-page";
}

/** `if-a-browser-says-so`: programs, which send neither header, may. `unless-proven-own`: they may not.
 *  @throws ChasquiError foreign-origin */
export function refuseForeignPage(
  request: RequestFacts,
  publicUrl: string | undefined,
  strictness: "if-a-browser-says-so" | "unless-proven-own",
): void {
  const whence = whenceOf(request, publicUrl);
  if (whence === "own-page" || (whence === "unknown" && strictness === "if-a-browser-says-so")) return;
  throw new ChasquiError("forbidden", "foreign-origin", "This request does not come from a page of this server.", {
    mend: "Other pages and programs need an API key. If this is the server's own page behind a proxy, set CHASQUI_PUBLIC_URL, or have the proxy pass on Host.",
  });
}

/** How the caller reaches this server, without a slash at the end: for links given to people. */
export function originOf({ headers, host, protocol }: RequestFacts): string {
  // A proxy may forget to say that it was https; the page a request comes from does not.
  const isHttps = protocol === "https" || headers.origin?.startsWith("https:") === true;
  return `${isHttps ? "https" : "http"}://${host}`;
}
