/** One question to the provider that is set: the prompt filled in, the conversation as it is, the answer judged. Keeps and sends nothing. */
import type { Clock } from "../../platform/clock.ts";
import type { OutgoingHttp } from "../../platform/outgoing/index.ts";
import type { ContactFacts, TemplateRenderer } from "../templates/index.ts";
import type { AiSecrets, AiSettings } from "./ai-settings.rules.ts";
import { judgeAnswer, type Verdict } from "./answer.rules.ts";
import { PROVIDERS } from "./providers/index.ts";
import type { AiAnswer, AiQuestion, Turn } from "./providers/provider.ts";
import { buildPrompt } from "./question.rules.ts";

export interface Asking {
  readonly id: string;
  readonly attempt: number;
  readonly settings: AiSettings;
  readonly secrets: AiSecrets;
  readonly instructions: string | null;
  readonly organisationName: string;
  readonly channelName: string | null;
  readonly conversation: AiQuestion["conversation"];
  readonly contact: ContactFacts;
  readonly messageId: string;
  /** Oldest first; the last one is the contact's. */
  readonly turns: readonly Turn[];
  readonly signal?: AbortSignal | undefined;
}

export interface Asked {
  readonly verdict: Verdict;
  readonly answer: AiAnswer;
  readonly question: AiQuestion;
  readonly tookMs: number;
}

export type Ask = (asking: Asking) => Promise<Asked>;

/** @throws ProviderFailed, OutgoingFailed aborted, TemplateInvalid, TemplateNotRenderable */
export function createAsk({
  renderer,
  http,
  clock,
}: {
  renderer: TemplateRenderer;
  http: OutgoingHttp;
  clock: Clock;
}): Ask {
  return async (asking) => {
    const { settings, secrets, contact, turns, signal } = asking;
    const { id: contactId, name, phone, language, fields } = contact;
    const facts = { name, phone, language };
    const { prompt, system } = buildPrompt(renderer, { ...asking, prompt: settings.prompt, contact: facts, fields });
    const last = turns.findLast((turn) => turn.from === "contact");
    const now = clock.now();
    const question: AiQuestion = {
      id: asking.id,
      attempt: asking.attempt,
      system,
      prompt,
      turns,
      message: { id: asking.messageId, text: last?.text ?? "", at: last?.at ?? now },
      conversation: asking.conversation,
      contact: { id: contactId, ...facts },
    };
    const startedAtMs = clock.monotonicMs();
    const answer = await PROVIDERS[settings.provider]({ question, settings, secrets, http, now, signal });
    const tookMs = Math.round(clock.monotonicMs() - startedAtMs);
    return { verdict: judgeAnswer(answer, settings.maxReplyCharacters), answer, question, tookMs };
  };
}
