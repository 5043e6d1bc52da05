import type { GraphEmulator } from "../src/index.ts";

/** A parsed JSON answer; tests look into it freely. */
// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what the tests are about
export type Json = any;

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Json;
}

interface CallOptions {
  readonly method?: string;
  readonly body?: unknown;
  readonly token?: string | null;
  readonly version?: string;
}

/** Calls the emulator the way a driver does. `token: null` sends none. */
export async function callGraph(
  emulator: GraphEmulator,
  path: string,
  options: CallOptions = {},
): Promise<GraphAnswer> {
  const { body, token = emulator.preset.accessToken, version = "v25.0" } = options;
  const isRaw = typeof body === "string" || body instanceof FormData || body instanceof URLSearchParams;
  const headers = new Headers();
  if (token !== null) headers.set("authorization", `Bearer ${token}`);
  if (body !== undefined && !(body instanceof FormData) && !(body instanceof URLSearchParams)) {
    headers.set("content-type", "application/json");
  }
  const response = await fetch(`${emulator.url}${version === "" ? "" : `/${version}`}/${path}`, {
    method: options.method ?? (body === undefined ? "GET" : "POST"),
    headers,
    ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === "" ? undefined : JSON.parse(text) };
}

/** `POST /{PNID}/messages` of the preset number. */
export function send(emulator: GraphEmulator, message: Record<string, unknown>, token?: string): Promise<GraphAnswer> {
  return callGraph(emulator, `${emulator.preset.phoneNumberId}/messages`, {
    body: { messaging_product: "whatsapp", ...message },
    ...(token === undefined ? {} : { token }),
  });
}

export function text(to: string, body = "Hello"): Record<string, unknown> {
  return { to, type: "text", text: { body } };
}
