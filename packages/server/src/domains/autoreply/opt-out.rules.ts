/** The words by which people everywhere ask a business to stop, and to start again. Pure. */
import { normaliseText, stripPunctuation } from "./text-matching.rules.ts";

export interface Wish {
  readonly kind: "stop" | "start";
  readonly language: keyof typeof CONFIRMATIONS;
}

/** Only words that mean nothing else when they stand alone. */
const WORDS: Readonly<Record<string, Wish>> = {
  stop: { kind: "stop", language: "en" },
  unsubscribe: { kind: "stop", language: "en" },
  baja: { kind: "stop", language: "es" },
  "dar de baja": { kind: "stop", language: "es" },
  sair: { kind: "stop", language: "pt" },
  parar: { kind: "stop", language: "pt" },
  descadastrar: { kind: "stop", language: "pt" },
  start: { kind: "start", language: "en" },
  alta: { kind: "start", language: "es" },
  voltar: { kind: "start", language: "pt" },
};

const CONFIRMATIONS = {
  en: {
    stop: "You will get no more messages of this kind from us. Write START to get them again.",
    start: "Welcome back: you will get our messages again. Write STOP to end them.",
  },
  es: {
    stop: "No recibirás más mensajes de este tipo. Escribe ALTA para volver a recibirlos.",
    start: "Bienvenido de nuevo: volverás a recibir nuestros mensajes. Escribe BAJA para dejar de recibirlos.",
  },
  pt: {
    stop: "Você não receberá mais mensagens deste tipo. Escreva VOLTAR para recebê-las novamente.",
    start: "Que bom ter você de volta: você voltará a receber nossas mensagens. Escreva SAIR para parar.",
  },
} as const;

/** What a message asks for when it is nothing but such a word, in whatever case, accents or punctuation. */
export function findWish(text: string): Wish | undefined {
  // None of the words is longer; a stranger's long text need not be normalised.
  if (text.length > 40) return undefined;
  const word = stripPunctuation(normaliseText(text, { caseSensitive: false, accentSensitive: false }));
  return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
}

export function confirm({ kind, language }: Wish): string {
  return CONFIRMATIONS[language][kind];
}
