import type { AiSettings } from "../ai-settings.rules.ts";
import { askHttpEndpoint } from "./http-endpoint.ts";
import { askOpenAiCompatible } from "./openai-compatible.ts";
import type { AskProvider } from "./provider.ts";

export const PROVIDERS: Readonly<Record<AiSettings["provider"], AskProvider>> = {
  "openai-compatible": askOpenAiCompatible,
  "http-endpoint": askHttpEndpoint,
};
