/** Asks a chat completion of any server that speaks as OpenAI's does: OpenAI itself, and those that imitate it (Ollama, llama.cpp, vLLM …).
 *  No tools are offered, so nothing but text can come of it. */
import { z } from "zod";
import type { OutgoingAnswer } from "../../../platform/outgoing/index.ts";
import { failureOfCall, failureOfStatus, malformedAnswer } from "./failures.ts";
import { type AiAnswer, type AiQuestion, type AskProvider, MAX_ANSWER_BYTES, type ProviderCall } from "./provider.ts";

/** Only what is read of it. */
const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.union([z.string(), z.array(z.object({ text: z.string().optional() }))]).nullish(),
          refusal: z.string().nullish(),
        }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  model: z.string().nullish(),
  usage: z.object({ prompt_tokens: z.int().nullish(), completion_tokens: z.int().nullish() }).nullish(),
});

const errorSchema = z.object({ error: z.union([z.string(), z.object({ message: z.string().optional() })]) });

export const askOpenAiCompatible: AskProvider = async (call) => {
  const answer = await post(call, "max_tokens");
  // Newer models of OpenAI know it by another name only, and say so.
  const isOldName = answer.status === 400 && answer.body.includes("max_completion_tokens");
  return read(isOldName ? await post(call, "max_completion_tokens") : answer, call);
};

async function post(
  { question, settings, secrets, http, signal }: ProviderCall,
  limitName: string,
): Promise<OutgoingAnswer> {
  const { temperature } = settings;
  const body = {
    model: settings.model,
    messages: [{ role: "system", content: question.system }, ...toMessages(question)],
    ...(temperature !== null && { temperature }),
    [limitName]: settings.maxTokens,
    stream: false,
  };
  try {
    return await http.call({
      url: `${(settings.baseUrl ?? "").replace(/\/+$/, "")}/chat/completions`,
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        ...(secrets.apiKey !== null && { authorization: `Bearer ${secrets.apiKey}` }),
      },
      body: JSON.stringify(body),
      timeoutMs: settings.timeoutSeconds * 1000,
      maxBytes: MAX_ANSWER_BYTES,
      signal,
    });
  } catch (error) {
    throw failureOfCall(error);
  }
}

/** Many servers insist on turns that alternate. What a contact wrote is always theirs, and never part of what the model is told to be. */
function toMessages({ turns }: AiQuestion): Array<{ role: "user" | "assistant"; content: string }> {
  const messages: Array<{ role: "user" | "assistant"; content: string }> = [];
  for (const { from, text } of turns) {
    const role = from === "contact" ? "user" : "assistant";
    const last = messages.at(-1);
    if (last?.role === role) last.content += `\n${text}`;
    else messages.push({ role, content: text });
  }
  // A conversation that we began.
  if (messages[0]?.role === "assistant") messages.unshift({ role: "user", content: "…" });
  return messages;
}

function read(answer: OutgoingAnswer, { secrets }: ProviderCall): AiAnswer {
  const json = parseJson(answer.body);
  if (answer.status < 200 || answer.status > 299) {
    throw failureOfStatus(answer.status, answer.headers, hideKey(whatItSays(json), secrets.apiKey));
  }
  const parsed = completionSchema.safeParse(json);
  if (!parsed.success) throw malformedAnswer("it is no chat completion", parsed.error);
  const { choices, model, usage } = parsed.data;
  const choice = choices[0];
  const content = choice?.message.content;
  const text = typeof content === "string" ? content : (content ?? []).map((part) => part.text ?? "").join("");
  const isRefused = choice?.finish_reason === "content_filter" || (choice?.message.refusal ?? null) !== null;
  if (text.trim() === "" && !isRefused) throw malformedAnswer("it is empty");
  return {
    text: isRefused ? null : text,
    handsOver: isRefused,
    reason: isRefused ? "The provider refused to answer this." : null,
    model: model ?? null,
    promptTokens: usage?.prompt_tokens ?? null,
    completionTokens: usage?.completion_tokens ?? null,
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function whatItSays(json: unknown): string | undefined {
  const parsed = errorSchema.safeParse(json);
  if (!parsed.success) return undefined;
  return typeof parsed.data.error === "string" ? parsed.data.error : parsed.data.error.message;
}

/** Some quote the key that they refuse. */
function hideKey(text: string | undefined, apiKey: string | null): string | undefined {
  return apiKey === null ? text : text?.replaceAll(apiKey, "…");
}
