/** How AI replies behave, and whether they can. Pure. */

/** As they are kept and shown; secrets are kept apart. */
export interface AiSettings {
  readonly isOn: boolean;
  readonly provider: "openai-compatible" | "http-endpoint";
  /** Of an OpenAI-compatible API, up to and including its version: https://api.openai.com/v1. */
  readonly baseUrl: string | null;
  readonly model: string | null;
  /** Null: the provider's own default. */
  readonly temperature: number | null;
  readonly maxTokens: number;
  readonly endpointUrl: string | null;
  /** Liquid. */
  readonly prompt: string;
  /** How many messages of the conversation the provider sees, the contact's last one included. */
  readonly contextMessages: number;
  /** `unmatched`: messages that no rule matched, and what rules ask for; `rules`: only what rules ask for. */
  readonly answers: "unmatched" | "rules";
  /** Null: on every channel. */
  readonly channelIds: readonly string[] | null;
  readonly timeoutSeconds: number;
  /** How long to wait for further messages, so that they are answered together. */
  readonly waitSeconds: number;
  /** Longer replies are cut at the end of a sentence. */
  readonly maxReplyCharacters: number;
  readonly limitPerConversationADay: number;
  readonly limitADay: number;
  /** A contact whose message holds one of them wants a person. */
  readonly handOverWords: readonly string[];
  /** What the contact is told then; null: nothing. */
  readonly handOverMessage: string | null;
  /** How long a person's reply keeps AI replies silent in the conversation. */
  readonly quietMinutesAfterPerson: number;
  /** How long a conversation that was handed over waits for a person before AI replies go on. */
  readonly resumeAfterHours: number;
}

export const DEFAULT_PROMPT = `You answer messages that people send on WhatsApp to {{ organisation.name | default: "a small business" }}.
Be friendly, short and concrete, in plain text, in the language of the last message.
Say only what you know from these instructions. Never invent prices, dates, addresses or promises.`;

export const DEFAULT_AI_SETTINGS: AiSettings = {
  isOn: false,
  provider: "openai-compatible",
  baseUrl: null,
  model: null,
  temperature: 0.3,
  maxTokens: 400,
  endpointUrl: null,
  prompt: DEFAULT_PROMPT,
  contextMessages: 10,
  answers: "unmatched",
  channelIds: null,
  timeoutSeconds: 30,
  waitSeconds: 2,
  maxReplyCharacters: 1000,
  limitPerConversationADay: 30,
  limitADay: 500,
  handOverWords: ["agent", "human", "agente", "humano", "persona", "pessoa", "atendente"],
  handOverMessage: null,
  quietMinutesAfterPerson: 60,
  resumeAfterHours: 24,
};

export interface AiSecrets {
  readonly apiKey: string | null;
  readonly signingSecret: string | null;
}

export interface AiSettingsProblem {
  readonly name: string;
  readonly message: string;
}

/** What is missing before they can be turned on. */
export function findProblems(settings: AiSettings, secrets: AiSecrets): AiSettingsProblem[] {
  const problems: AiSettingsProblem[] = [];
  const need = (name: string, isThere: boolean, message: string) => {
    if (!isThere) problems.push({ name, message });
  };
  if (settings.provider === "openai-compatible") {
    need("baseUrl", settings.baseUrl !== null, "where is the API? Such as https://api.openai.com/v1");
    need("model", settings.model !== null, "which model should answer?");
  } else {
    need("endpointUrl", settings.endpointUrl !== null, "which address should be asked for replies?");
    need(
      "signingSecret",
      secrets.signingSecret !== null,
      "make a signing secret first, so that the endpoint can check who asks",
    );
  }
  return problems;
}

/** A stored key goes only to where it was entered for: whoever may change the address must not thereby get to see the key. */
export function isKeyForElsewhere(before: AiSettings, after: AiSettings): boolean {
  return before.baseUrl !== null && originOf(before.baseUrl) !== originOf(after.baseUrl);
}

function originOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).origin : null;
}
