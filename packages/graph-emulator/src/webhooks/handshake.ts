import { request } from "undici";
import { GraphRefusal } from "../http/graph-errors.ts";

const TIMEOUT_MS = 10_000;

/**
 * The GET handshake of cloud-api.md §1.1: the callback must answer 200 with the challenge and nothing else.
 * @throws GraphRefusal 2200
 */
export async function verifyCallback(callbackUrl: string, verifyToken: string, challenge: string): Promise<void> {
  if (!URL.canParse(callbackUrl)) throw failed("The callback URL is not a valid URL");
  const url = new URL(callbackUrl);
  url.searchParams.set("hub.mode", "subscribe");
  url.searchParams.set("hub.challenge", challenge);
  url.searchParams.set("hub.verify_token", verifyToken);
  const answer = await request(url, {
    method: "GET",
    headers: { "user-agent": "facebookplatform/1.0 (+http://developers.facebook.com)" },
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  }).catch((error: unknown) => {
    throw failed(`HTTP request could not be completed: ${error instanceof Error ? error.message : "unknown"}`);
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) {
    throw failed(`HTTP Status Code = ${answer.statusCode}; HTTP Message = ${text.slice(0, 100)}`);
  }
  if (text !== challenge) throw failed("The callback did not answer with the challenge");
}

function failed(reason: string): GraphRefusal {
  return new GraphRefusal(`(#2200) Callback verification failed with the following errors: ${reason}`, {
    code: 2200,
    status: 400,
  });
}
