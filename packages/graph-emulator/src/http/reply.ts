/** What a handler answers with. `headers` is a flat name, value, name, value list, as `writeHead` takes it. */
export interface Reply {
  readonly status: number;
  readonly body: string | Uint8Array;
  readonly contentType: string;
  readonly headers?: readonly string[];
}

export const JSON_TYPE = "application/json; charset=UTF-8";

export function jsonReply(value: unknown, status = 200): Reply {
  return { status, body: JSON.stringify(value), contentType: JSON_TYPE };
}

/** For bodies already serialised: the hot path builds its JSON by hand. */
export function rawJsonReply(body: string, status = 200): Reply {
  return { status, body, contentType: JSON_TYPE };
}

export const SUCCESS: Reply = rawJsonReply('{"success":true}');
