/** The words by which people ask a business to stop, and to start again. Pure. */
import { normaliseText, stripPunctuation } from "./text-matching.rules.ts";

export interface Wish {
  readonly kind: "stop" | "start";
  readonly language: Language;
}

type Language = "en" | "es" | "pt";

/** What people have set. */
export interface WishSettings {
  readonly optOutWords: readonly string[];
  readonly optInWords: readonly string[];
  /** Null: a sentence of ours in the word's language. */
  readonly optOutConfirmation: string | null;
  readonly optInConfirmation: string | null;
  /** Of words whose language is not known. */
  readonly defaultLanguage: Language;
}

export interface WishBook {
  /** What a message asks for when it is nothing but such a word, in whatever case, accents or punctuation. */
  findWish(text: string): Wish | undefined;
  confirm(wish: Wish): string;
}

const LANGUAGE_OF_WORD: Readonly<Record<string, Language>> = {
  stop: "en",
  unsubscribe: "en",
  start: "en",
  baja: "es",
  "dar de baja": "es",
  alta: "es",
  sair: "pt",
  parar: "pt",
  descadastrar: "pt",
  voltar: "pt",
};

const CONFIRMATIONS = {
  en: {
    stop: "You will get no more messages of this kind from us.",
    undoStop: (word: string) => `Write ${word} to get them again.`,
    start: "Welcome back: you will get our messages again.",
    undoStart: (word: string) => `Write ${word} to end them.`,
  },
  es: {
    stop: "No recibirás más mensajes de este tipo.",
    undoStop: (word: string) => `Escribe ${word} para volver a recibirlos.`,
    start: "Bienvenido de nuevo: volverás a recibir nuestros mensajes.",
    undoStart: (word: string) => `Escribe ${word} para dejar de recibirlos.`,
  },
  pt: {
    stop: "Você não receberá mais mensagens deste tipo.",
    undoStop: (word: string) => `Escreva ${word} para recebê-las novamente.`,
    start: "Que bom ter você de volta: você voltará a receber nossas mensagens.",
    undoStart: (word: string) => `Escreva ${word} para parar.`,
  },
} as const;

/** No word may be longer, so a stranger's long text need not be normalised. */
const MAX_LENGTH = 60;

export function createWishBook(settings: WishSettings): WishBook {
  const { optOutWords, optInWords, defaultLanguage } = settings;
  const languageOf = (word: string): Language =>
    Object.hasOwn(LANGUAGE_OF_WORD, word) ? (LANGUAGE_OF_WORD[word] as Language) : defaultLanguage;
  const wishes = new Map<string, Wish>();
  for (const word of optInWords.map(bare)) wishes.set(word, { kind: "start", language: languageOf(word) });
  // The last word: whoever may have meant it must not be written to.
  for (const word of optOutWords.map(bare)) wishes.set(word, { kind: "stop", language: languageOf(word) });
  wishes.delete("");

  /** One that really undoes it, in the same language if there is one. */
  function findUndo({ kind, language }: Wish): string | undefined {
    const words = (kind === "stop" ? optInWords : optOutWords).filter((word) => wishes.get(bare(word))?.kind !== kind);
    return words.find((word) => languageOf(bare(word)) === language) ?? words[0];
  }

  return {
    findWish: (text) => (text.length > MAX_LENGTH ? undefined : wishes.get(bare(text))),
    confirm(wish) {
      const own = wish.kind === "stop" ? settings.optOutConfirmation : settings.optInConfirmation;
      if (own !== null) return own;
      const sentences = CONFIRMATIONS[wish.language];
      const undo = findUndo(wish);
      if (undo === undefined) return sentences[wish.kind];
      const how = wish.kind === "stop" ? sentences.undoStop : sentences.undoStart;
      return `${sentences[wish.kind]} ${how(undo.toUpperCase())}`;
    },
  };
}

function bare(text: string): string {
  return stripPunctuation(normaliseText(text, { caseSensitive: false, accentSensitive: false }));
}
