/** How AI replies behave, as the form holds it, and as the API takes it. Pure. */
import type { AiSettings, AiSettingsChange } from "@chasqui/client";

export interface AiValues {
  provider: AiSettings["provider"];
  baseUrl: string;
  model: string;
  /** Empty: the stored one stays. */
  apiKey: string;
  /** Takes the stored one away. */
  withoutKey: boolean;
  /** Empty: the provider's own. */
  temperature: number | "";
  maxTokens: number | "";
  endpointUrl: string;
  prompt: string;
  contextMessages: number | "";
  answers: AiSettings["answers"];
  /** Empty: every channel. */
  channelIds: string[];
  timeoutSeconds: number | "";
  waitSeconds: number | "";
  maxReplyCharacters: number | "";
  limitPerConversationADay: number | "";
  limitADay: number | "";
  handOverWords: string[];
  handOverMessage: string;
  quietMinutesAfterPerson: number | "";
  resumeAfterHours: number | "";
}

export function toAiValues(settings: AiSettings): AiValues {
  const { isOn: _, hasApiKey: __, hasSigningSecret: ___, updatedAt: ____, ...rest } = settings;
  return {
    ...rest,
    baseUrl: rest.baseUrl ?? "",
    model: rest.model ?? "",
    apiKey: "",
    withoutKey: false,
    temperature: rest.temperature ?? "",
    endpointUrl: rest.endpointUrl ?? "",
    channelIds: rest.channelIds ?? [],
    handOverMessage: rest.handOverMessage ?? "",
  };
}

const NUMBERS = [
  "maxTokens",
  "contextMessages",
  "timeoutSeconds",
  "waitSeconds",
  "maxReplyCharacters",
  "limitPerConversationADay",
  "limitADay",
  "quietMinutesAfterPerson",
  "resumeAfterHours",
] as const;

/** Only what was changed since it was read, so that nothing of a colleague's is written over. */
export function toAiChange(values: AiValues, before: AiValues): AiSettingsChange {
  const { apiKey, withoutKey } = values;
  const known = toWanted(before);
  const changed = Object.entries(toWanted(values)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name as keyof AiSettingsChange]),
  );
  return {
    ...Object.fromEntries(changed),
    ...(apiKey.trim() !== "" ? { apiKey: apiKey.trim() } : withoutKey ? { apiKey: null } : {}),
  };
}

function toWanted(values: AiValues): AiSettingsChange {
  const wanted: AiSettingsChange = {
    provider: values.provider,
    answers: values.answers,
    baseUrl: emptyAsNull(values.baseUrl),
    model: emptyAsNull(values.model),
    endpointUrl: emptyAsNull(values.endpointUrl),
    prompt: values.prompt,
    temperature: values.temperature === "" ? null : values.temperature,
    channelIds: values.channelIds.length === 0 ? null : values.channelIds,
    handOverWords: values.handOverWords,
    handOverMessage: emptyAsNull(values.handOverMessage),
  };
  for (const name of NUMBERS) {
    const value = values[name];
    if (value !== "") wanted[name] = value;
  }
  return wanted;
}

function emptyAsNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

/** Fields that must hold something. */
export function findEmptyAiFields(values: AiValues): string[] {
  return [...NUMBERS.filter((name) => values[name] === ""), ...(values.prompt.trim() === "" ? ["prompt"] : [])];
}

/** Who is asked, as people know it; undefined: nobody is named yet. */
export function hostOf({
  provider,
  baseUrl,
  endpointUrl,
}: Pick<AiValues, "provider" | "baseUrl" | "endpointUrl">): string | undefined {
  const url = provider === "openai-compatible" ? baseUrl : endpointUrl;
  return URL.canParse(url) ? new URL(url).host : undefined;
}
