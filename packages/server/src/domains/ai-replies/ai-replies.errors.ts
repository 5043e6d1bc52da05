import { ChasquiError, type Particulars } from "../../platform/errors.ts";
import type { AiSettingsProblem } from "./ai-settings.rules.ts";

export class AiSettingsIncomplete extends ChasquiError {
  constructor(problems: readonly AiSettingsProblem[]) {
    const sentences = problems.map(({ name, message }) => `${name}: ${message}`);
    super("invalid", "ai-settings-incomplete", `AI replies can't be turned on yet. ${sentences.join("; ")}.`, {
      mend: "Fill these in, or leave AI replies off.",
      detail: { problems: problems.map((problem) => ({ ...problem })) },
    });
  }
}

export class ApiKeyNeededAgain extends ChasquiError {
  constructor() {
    super(
      "invalid",
      "api-key-needed-again",
      "The stored API key belongs to another address and is not sent to a new one.",
      {
        mend: "Enter the API key together with the new address, or null when it needs none.",
      },
    );
  }
}

export class AiReplyUnknown extends ChasquiError {
  constructor() {
    super("not-found", "ai-reply-unknown", "There is no AI reply with this id.");
  }
}

export class AiConversationUnknown extends ChasquiError {
  constructor() {
    super("not-found", "conversation-unknown", "There is no conversation with this id.");
  }
}

/** The provider gave no usable reply. Its sentence is for people who set it up. */
export class ProviderFailed extends ChasquiError {
  /** Asking again may help. */
  readonly isPassing: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(
    sentence: string,
    options: {
      isPassing: boolean;
      particulars: Particulars;
      mend?: string;
      retryAfterMs?: number | undefined;
      cause?: unknown;
    },
  ) {
    super("unavailable", "ai-provider-failed", sentence, {
      mend: options.mend ?? (options.isPassing ? "Wait: it is tried again." : "Check the AI reply settings."),
      detail: { ...options.particulars },
      cause: options.cause,
    });
    this.isPassing = options.isPassing;
    this.retryAfterMs = options.retryAfterMs;
  }
}
