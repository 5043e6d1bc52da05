/** One thing sent to the server, as it was generated: still with placeholders (see known-ids.ts), so that a seed repeats it. */
export type FuzzRequest = HttpRequest | WebhookRequest | RawRequest;

export interface HttpRequest {
  readonly kind: "http";
  /** What it is, for counting: "POST /api/v1/messages". */
  readonly label: string;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer | undefined;
}

/** A body posted to a webhook address. It has no placeholders: it is signed as it is. */
export interface WebhookRequest {
  readonly kind: "webhook";
  readonly label: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  /** `valid`: by the channel's secret. `undefined`: no signature at all. */
  readonly signature: "valid" | string | undefined;
}

/** Bytes written to a connection, piece by piece; nothing about them needs to be HTTP. */
export interface RawRequest {
  readonly kind: "raw";
  readonly label: string;
  readonly pieces: readonly Buffer[];
}
