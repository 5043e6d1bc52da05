/** What an answer must be like, whatever was asked. */
import type { Answer } from "./send-http.ts";

const PROBLEM = "application/problem+json";
/** What may be unavailable: the ingest buffer may refuse more than it can hold; a channel's platform may be one that nobody runs, or
 *  refuse what it never heard of, such as messages that only fuzzed webhooks told of. Nothing else. */
const ALLOWED_UNAVAILABLE: ReadonlySet<string> = new Set([
  "ingest-overloaded",
  "platform-unreachable",
  "mark-read-failed",
]);
const STACK = /\bat (?:\S+ \()?[^\s()]*\.(?:ts|js|mjs):\d+|node_modules|node:internal/;

/** What is wrong with it, in a few words; undefined when it is as it should be. */
export function findFault(answer: Answer, hasBody: boolean): string | undefined {
  const { status } = answer;
  if (status < 400 || isPageNotBuilt(answer, hasBody)) return undefined;
  if (!answer.contentType.startsWith(PROBLEM)) {
    // Where bytes are served, "not this range" has no words.
    if (status === 416) return undefined;
    return `answered ${status} as ${answer.contentType || "nothing"} instead of a problem`;
  }
  if (!hasBody) return status >= 500 ? `answered ${status}` : undefined;
  const code = readCode(answer);
  if (code === undefined) return `answered ${status} with a problem that has no stable code`;
  if (STACK.test(answer.body)) return `answered ${status} (${code}) with a stack trace`;
  if (status >= 500 && !(status === 503 && ALLOWED_UNAVAILABLE.has(code))) return `answered ${status} (${code})`;
  return undefined;
}

/** A page of the web app, asked of a checkout where it was not built: a person reads that as text. */
function isPageNotBuilt({ status, contentType, body }: Answer, hasBody: boolean): boolean {
  const isText = status === 503 && contentType.startsWith("text/plain");
  return isText && (!hasBody || body.startsWith("The web app is not built yet."));
}

function readCode({ body, status }: Answer): string | undefined {
  try {
    const problem = JSON.parse(body) as { code?: unknown; status?: unknown; detail?: unknown };
    const isWhole = problem.status === status && typeof problem.detail === "string" && problem.detail !== "";
    return isWhole && typeof problem.code === "string" && /^[a-z][a-z0-9-]*$/.test(problem.code)
      ? problem.code
      : undefined;
  } catch {
    return undefined;
  }
}
