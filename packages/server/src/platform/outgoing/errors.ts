import { ChasquiError } from "../errors.ts";

/** The URL leads into a private network, or is none that can be called. Trying again does not help. */
export class UrlForbidden extends ChasquiError {
  constructor(reason: string, mend: string) {
    super("refused", "url-forbidden", `This address is not called: ${reason}.`, { mend });
  }
}

/** What kept a call from giving an answer. */
export type OutgoingTrouble = "timed-out" | "unreachable" | "answer-too-large" | "redirected" | "aborted";

const SENTENCES: Readonly<Record<OutgoingTrouble, { message: string; mend: string }>> = {
  "timed-out": { message: "It gave no whole answer in time.", mend: "Look why it is slow, or allow it more time." },
  unreachable: { message: "It can't be reached.", mend: "Check the address, and that it runs." },
  "answer-too-large": { message: "Its answer is too large.", mend: "Have it answer with less." },
  redirected: { message: "It sends on to another address.", mend: "Enter the address it sends to." },
  aborted: { message: "The call was broken off.", mend: "Try again." },
};

/** The other side was asked, and there is no usable answer. */
export class OutgoingFailed extends ChasquiError {
  readonly trouble: OutgoingTrouble;

  constructor(trouble: OutgoingTrouble, options: { detail?: string; cause?: unknown } = {}) {
    const { message, mend } = SENTENCES[trouble];
    const sentence = options.detail === undefined ? message : `${message.slice(0, -1)}: ${options.detail}.`;
    super("unavailable", `endpoint-${trouble}`, sentence, { mend, cause: options.cause });
    this.trouble = trouble;
  }
}
