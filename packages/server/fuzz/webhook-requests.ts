import fc from "fast-check";
import { HOSTILE_BODIES } from "./corpus/hostile-bodies.ts";
import { hostileText, hostileValue, toJsonText } from "./hostile-values.ts";
import { sometimesChanged } from "./mutate-bytes.ts";
import { mutated } from "./mutate-json.ts";
import type { WebhookRequest } from "./requests.ts";
import { webhookBody } from "./webhook-shapes.ts";

const toBytes = (value: unknown) => Buffer.from(toJsonText(value));

const body: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 3, arbitrary: webhookBody.map(toBytes) },
  { weight: 6, arbitrary: sometimesChanged(mutated(webhookBody).map(toBytes), 10) },
  { weight: 1, arbitrary: hostileValue.map(toBytes) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: sometimesChanged(fc.constantFrom(...HOSTILE_BODIES.map((one) => one.body)), 30) },
);

const wrongSignature = fc.oneof(
  fc.constantFrom(
    undefined,
    "",
    "sha256=",
    `sha256=${"0".repeat(64)}`,
    `sha256=${"f".repeat(63)}`,
    `sha1=${"0".repeat(40)}`,
  ),
  fc.base64String({ maxLength: 200 }),
  hostileText.map((text) => `sha256=${text.replace(/[^\x20-\x7e]/g, "?").slice(0, 500)}`),
);

/** Mostly signed as Meta signs, whatever is in them; the others must have no effect at all. */
export const webhookRequests: fc.Arbitrary<WebhookRequest> = fc
  .record({
    path: fc.constantFrom(
      "/webhook",
      "/webhooks/cloud-api",
      "/webhooks/cloud-api/some-channel",
      "/webhook?from=fuzz",
      "/webhooks/cloud-api/%C3%A9",
    ),
    contentType: fc.constantFrom(
      "application/json",
      "application/json",
      "text/plain",
      "",
      "multipart/form-data; boundary=x",
    ),
    body,
    signature: fc.oneof({ weight: 9, arbitrary: fc.constant("valid") }, { weight: 1, arbitrary: wrongSignature }),
  })
  .map(({ path, contentType, body, signature }) => ({
    kind: "webhook",
    label: signature === "valid" ? "POST webhook, signed" : "POST webhook, not signed",
    path,
    headers: contentType === "" ? [] : [["content-type", contentType]],
    body,
    signature,
  }));
