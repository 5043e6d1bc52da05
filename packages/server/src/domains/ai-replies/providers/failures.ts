/** From what a provider's server does to what people should know and whether to ask again. */
import { OutgoingFailed, UrlForbidden } from "../../../platform/outgoing/index.ts";
import { ProviderFailed } from "../ai-replies.errors.ts";

/** Of what a provider says, how much is shown. */
const MAX_SAID = 300;
const LONGEST_WAIT_MS = 60_000;

/** An answer with a status that is no success. `said`: the provider's own words. */
export function failureOfStatus(
  status: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  said: string | undefined,
): ProviderFailed {
  const words = said === undefined ? "" : `: ${said.slice(0, MAX_SAID)}`;
  // Some answer 429 also when the account has no money left.
  if (status === 429 && !/quota|billing|credit/i.test(said ?? "")) {
    const retryAfterMs = readRetryAfter(headers["retry-after"]);
    return new ProviderFailed(`The provider allows no more requests for now${words}.`, {
      isPassing: true,
      retryAfterMs,
    });
  }
  if (status >= 500 || status === 408)
    return new ProviderFailed(`The provider failed with status ${status}${words}.`, { isPassing: true });
  if (status === 401 || status === 403) {
    return new ProviderFailed(`The provider refused access${words}.`, { isPassing: false, mend: "Check the API key." });
  }
  if (status === 404) {
    const mend = "Check the address and the model's name.";
    return new ProviderFailed(`The provider does not know this address or model${words}.`, { isPassing: false, mend });
  }
  return new ProviderFailed(`The provider refused with status ${status}${words}.`, { isPassing: false });
}

export function malformedAnswer(what: string, cause?: unknown): ProviderFailed {
  return new ProviderFailed(`The provider's answer can't be understood: ${what}.`, { isPassing: true, cause });
}

/** What kept the call from an answer. Being told to stop is no failure of the provider, and passed on as it is. */
export function failureOfCall(error: unknown): Error {
  if (error instanceof UrlForbidden) {
    return new ProviderFailed(error.message, {
      isPassing: false,
      ...(error.mend !== undefined && { mend: error.mend }),
      cause: error,
    });
  }
  if (!(error instanceof OutgoingFailed)) return error instanceof Error ? error : new Error(String(error));
  if (error.trouble === "aborted") return error;
  const isPassing = error.trouble === "timed-out" || error.trouble === "unreachable";
  return new ProviderFailed(`The provider: ${error.message}`, {
    isPassing,
    ...(error.mend !== undefined && { mend: error.mend }),
    cause: error,
  });
}

function readRetryAfter(header: string | string[] | undefined): number | undefined {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, LONGEST_WAIT_MS) : undefined;
}
