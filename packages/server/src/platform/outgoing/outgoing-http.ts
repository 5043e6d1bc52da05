/** Calls to addresses that people enter: never into a private network, unless it was allowed.
 *
 *  What is checked is the address a connection is made to, at the moment it is made: of what a name resolves to only allowed addresses are
 *  handed to the socket, so that a name which resolves differently the second time, or a redirect, leads nowhere else. */
import { type LookupAddress, type LookupOptions, lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector, request } from "undici";
import { isPublicAddress } from "./addresses.ts";
import { createPrivateAllowList, type PrivateAllowList } from "./allow-list.ts";
import { OutgoingFailed, UrlForbidden } from "./errors.ts";
import type { OutgoingAnswer, OutgoingRequest } from "./exchange.ts";
import { readBody } from "./read-body.ts";
import { followRedirect } from "./redirects.ts";

export interface OutgoingHttp {
  /** Resolves with whatever answer came, also one that says no.
   *  @throws UrlForbidden, OutgoingFailed */
  call(wanted: OutgoingRequest): Promise<OutgoingAnswer>;
  close(): Promise<void>;
}

/** As node:dns has it; tests resolve names their own way. */
export type ResolveName = (
  name: string,
  options: LookupOptions & { all: true },
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

export interface OutgoingHttpOptions {
  /** What may be called although it is private: as in the setting `allowedPrivateUrls`. Asked before each connection. */
  readonly allowedPrivateUrls: () => readonly string[];
  readonly userAgent: string;
  readonly resolveName?: ResolveName;
}

const MAX_REDIRECTS = 3;
const FORBIDDEN_MEND = "Use an address of the internet, or allow this one in the settings (allowedPrivateUrls).";

export function createOutgoingHttp(options: OutgoingHttpOptions): OutgoingHttp {
  const agent = new Agent({
    connect: createCheckedConnector(options),
    // A connection is kept only for what follows at once: what is allowed may change.
    keepAliveTimeout: 1_000,
    keepAliveMaxTimeout: 1_000,
  });

  async function callOnce(url: URL, wanted: OutgoingRequest, signal: AbortSignal): Promise<OutgoingAnswer> {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: agent,
      method: wanted.method,
      headers: { "user-agent": options.userAgent, ...wanted.headers },
      body: wanted.body ?? null,
      signal,
    });
    const bytes = await readBody(body, wanted.maxBytes);
    return {
      status: statusCode,
      headers,
      bytes,
      get body() {
        return bytes.toString("utf8");
      },
    };
  }

  return {
    async call(wanted) {
      const timeLimit = AbortSignal.timeout(wanted.timeoutMs);
      const signal = wanted.signal === undefined ? timeLimit : AbortSignal.any([timeLimit, wanted.signal]);
      let url = parseUrl(wanted.url);
      let current = wanted;
      try {
        for (let redirects = 0; ; redirects++) {
          const answer = await callOnce(url, current, signal);
          const next = followRedirect(url, current, answer);
          if (next === undefined) return answer;
          if (redirects === MAX_REDIRECTS) throw new OutgoingFailed("redirected", { detail: "again and again" });
          url = parseUrl(next.url);
          current = next;
        }
      } catch (error) {
        throw explain(error, { timedOut: timeLimit.aborted, aborted: wanted.signal?.aborted === true });
      }
    },
    close: () => agent.destroy(),
  };
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol))
    throw new UrlForbidden("it is no http or https URL", "Enter one like https://api.example.com/v1.");
  if (url.username !== "" || url.password !== "")
    throw new UrlForbidden("it holds a user name or a password", "Leave them out of the URL.");
  return url;
}

function createCheckedConnector({ allowedPrivateUrls, resolveName = systemLookup }: OutgoingHttpOptions) {
  return (target: buildConnector.Options, done: buildConnector.Callback): void => {
    const host = target.hostname.replace(/^\[|\]$/g, "");
    const port = Number(target.port || (target.protocol === "https:" ? 443 : 80));
    const mayReach = createCheck(createPrivateAllowList(allowedPrivateUrls()), host, port);
    // Names are judged when they are resolved; a literal address never is.
    if (isIP(host) !== 0 && !mayReach(host)) {
      done(forbid(host), null);
      return;
    }
    const lookup: LookupFunction = (name, lookupOptions, resolved) => {
      resolveName(name, { ...lookupOptions, all: true }, (error, found) => {
        if (error) return resolved(error, []);
        const allowed = found.filter(({ address }) => mayReach(address));
        const [first] = allowed;
        if (first === undefined) return resolved(forbid(host), []);
        if (lookupOptions.all) resolved(null, allowed);
        else resolved(null, first.address, first.family);
      });
    };
    buildConnector({ lookup, allowH2: false })(target, done);
  };
}

function createCheck(allowList: PrivateAllowList, host: string, port: number): (address: string) => boolean {
  return (address) => isPublicAddress(address) || allowList.allows({ host, port, address });
}

function forbid(host: string): UrlForbidden {
  return new UrlForbidden(`${host} is in a private network`, FORBIDDEN_MEND);
}

function explain(error: unknown, { timedOut, aborted }: { timedOut: boolean; aborted: boolean }): Error {
  if (error instanceof UrlForbidden || error instanceof OutgoingFailed) return error;
  if (aborted) return new OutgoingFailed("aborted", { cause: error });
  if (timedOut) return new OutgoingFailed("timed-out", { cause: error });
  const code = (error as { code?: unknown } | null)?.code;
  const isTimeout = typeof code === "string" && /^UND_ERR_\w*TIMEOUT$/.test(code);
  if (isTimeout) return new OutgoingFailed("timed-out", { cause: error });
  return new OutgoingFailed("unreachable", { ...(typeof code === "string" && { detail: code }), cause: error });
}
