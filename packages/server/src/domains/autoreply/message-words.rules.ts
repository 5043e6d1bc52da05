/** What a message says, in the forms that rules compare. Pure. */
import { type Exactness, normaliseText, stripPunctuation } from "./text-matching.rules.ts";

export interface MessageWords {
  readonly text: SpokenText | undefined;
  /** Text, and the id behind a tapped button. */
  readonly spoken: readonly SpokenText[];
  /** False for what is no contribution to a conversation: a reaction, a notice of the platform. */
  readonly isConversational: boolean;
}

interface SpokenText {
  readonly written: string;
  normalised(exactness: Exactness): string;
  /** Normalised, without the punctuation around it. */
  bare(exactness: Exactness): string;
}

/** A linked device takes texts of 65,536 characters; no rule needs to look that far. */
const MAX_LENGTH = 4096;

const NOTICES = new Set(["reaction", "system", "edit", "revoke", "unsupported", "unknown", "errors"]);

export function readWords(message: {
  type: string;
  text?: string | undefined;
  payload?: string | undefined;
}): MessageWords {
  const text = message.text === undefined ? undefined : createSpokenText(message.text);
  const payload = message.payload === undefined ? undefined : createSpokenText(message.payload);
  return {
    text,
    spoken: [text, payload].filter((one) => one !== undefined),
    isConversational: !NOTICES.has(message.type),
  };
}

/** Each form is made when it is first asked for: most rules want the same one. */
function createSpokenText(whole: string): SpokenText {
  const written = whole.slice(0, MAX_LENGTH).trim();
  const normalised = new Map<string, string>();
  const bare = new Map<string, string>();
  const remember = (forms: Map<string, string>, exactness: Exactness, make: () => string): string => {
    const key = `${exactness.caseSensitive}/${exactness.accentSensitive}`;
    const known = forms.get(key) ?? make();
    forms.set(key, known);
    return known;
  };
  const spoken: SpokenText = {
    written,
    normalised: (exactness) => remember(normalised, exactness, () => normaliseText(written, exactness)),
    bare: (exactness) => remember(bare, exactness, () => stripPunctuation(spoken.normalised(exactness))),
  };
  return spoken;
}
