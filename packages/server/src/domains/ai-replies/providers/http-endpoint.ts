/** Asks an HTTP endpoint of somebody's own for the reply: docs/ai-replies.md says what it gets and what it may answer. */
import { createHmac } from "node:crypto";
import { z } from "zod";
import type { OutgoingAnswer } from "../../../platform/outgoing/index.ts";
import { failureOfCall, failureOfStatus, malformedAnswer } from "./failures.ts";
import { type AiAnswer, type AiQuestion, type AskProvider, MAX_ANSWER_BYTES } from "./provider.ts";

const answerSchema = z
  .object({
    reply: z.string().nullish(),
    handOver: z.boolean().optional(),
    reason: z.string().max(1000).nullish(),
  })
  .refine(({ reply, handOver }) => reply !== undefined || handOver !== undefined);

export const askHttpEndpoint: AskProvider = async ({ question, settings, secrets, http, now, signal }) => {
  const body = JSON.stringify(describe(question));
  let answer: OutgoingAnswer;
  try {
    answer = await http.call({
      url: settings.endpointUrl ?? "",
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        ...sign({ id: question.id, body, secret: secrets.signingSecret ?? "", now }),
      },
      body,
      timeoutMs: settings.timeoutSeconds * 1000,
      maxBytes: MAX_ANSWER_BYTES,
      signal,
    });
  } catch (error) {
    throw failureOfCall(error);
  }
  return read(answer);
};

function describe(question: AiQuestion): Record<string, unknown> {
  const { id, attempt, conversation, contact, message, turns, prompt } = question;
  return {
    type: "ai-reply.requested",
    id,
    attempt,
    conversation,
    contact,
    message: { ...message, at: message.at.toISOString() },
    history: turns.map(({ from, text, at }) => ({ from, text, at: at.toISOString() })),
    prompt,
  };
}

/** As Standard Webhooks says: https://www.standardwebhooks.com */
function sign({
  id,
  body,
  secret,
  now,
}: {
  id: string;
  body: string;
  secret: string;
  now: Date;
}): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}

function read({ status, headers, body }: OutgoingAnswer): AiAnswer {
  const nothing = {
    text: null,
    handsOver: false,
    reason: null,
    model: null,
    promptTokens: null,
    completionTokens: null,
  };
  if (status === 204) return nothing;
  // Its words may be a page of HTML: the status tells enough.
  if (status < 200 || status > 299) throw failureOfStatus(status, headers, undefined);
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    throw malformedAnswer("it is no JSON", error);
  }
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) throw malformedAnswer("it holds neither `reply` nor `handOver`", parsed.error);
  const { reply = null, handOver = false, reason = null } = parsed.data;
  return { ...nothing, text: reply, handsOver: handOver, reason };
}
