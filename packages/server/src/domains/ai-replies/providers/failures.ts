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
  const shown = said?.slice(0, MAX_SAID) ?? "";
  const words = shown === "" ? "" : `: ${shown}`;
  const about = (variant: string) => ({ variant, status: String(status), said: shown });
  // Some answer 429 also when the account has no money left.
  if (status === 429 && !/quota|billing|credit/i.test(said ?? "")) {
    const retryAfterMs = readRetryAfter(headers["retry-after"]);
    return new ProviderFailed(`The provider allows no more requests for now${words}.`, {
      isPassing: true,
      particulars: { variant: "ai-provider-busy", said: shown },
      retryAfterMs,
    });
  }
  if (status >= 500 || status === 408)
    return new ProviderFailed(`The provider failed with status ${status}${words}.`, {
      isPassing: true,
      particulars: about("ai-provider-down"),
    });
  if (status === 401 || status === 403) {
    const particulars = about("ai-access-refused");
    const mend = "Check the API key.";
    return new ProviderFailed(`The provider refused access${words}.`, { isPassing: false, particulars, mend });
  }
  if (status === 404) {
    const mend = "Check the address and the model's name.";
    const particulars = about("ai-model-unknown");
    const sentence = `The provider does not know this address or model${words}.`;
    return new ProviderFailed(sentence, { isPassing: false, particulars, mend });
  }
  const sentence = `The provider refused with status ${status}${words}.`;
  return new ProviderFailed(sentence, { isPassing: false, particulars: about("ai-request-refused") });
}

export function malformedAnswer(what: string, cause?: unknown): ProviderFailed {
  const particulars = { variant: "ai-answer-not-understood", said: what };
  return new ProviderFailed(`The provider's answer can't be understood: ${what}.`, {
    isPassing: true,
    particulars,
    cause,
  });
}

/** What kept the call from an answer. Being told to stop is no failure of the provider, and passed on as it is. */
export function failureOfCall(error: unknown): Error {
  if (error instanceof UrlForbidden) {
    return new ProviderFailed(error.message, {
      isPassing: false,
      particulars: { variant: error.code },
      ...(error.mend !== undefined && { mend: error.mend }),
      cause: error,
    });
  }
  if (!(error instanceof OutgoingFailed)) return error instanceof Error ? error : new Error(String(error));
  if (error.trouble === "aborted") return error;
  const isPassing = error.trouble === "timed-out" || error.trouble === "unreachable";
  return new ProviderFailed(`The provider: ${error.message}`, {
    isPassing,
    particulars: { variant: "ai-provider-silent", reason: { code: error.code } },
    ...(error.mend !== undefined && { mend: error.mend }),
    cause: error,
  });
}

function readRetryAfter(header: string | string[] | undefined): number | undefined {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, LONGEST_WAIT_MS) : undefined;
}
