/** What each way of failing looks like to the outbox. */
import type { SendOutcome } from "../channel.ts";
import type { SandboxFailure } from "../sandbox-phone.ts";

type Failed = Exclude<SendOutcome, { kind: "accepted" }>;

const SECOND_MS = 1_000;
const SIMULATED = "This was asked for on the virtual phone.";

/** `message` reaches the phone all the same where `arrives`. Not among them: those that only delay or end an accepted message. */
export const OUTCOMES: Readonly<
  Record<Exclude<SandboxFailure, "slow" | "fails-later">, { readonly arrives: boolean; readonly outcome: Failed }>
> = {
  refused: refuse({
    kind: "permanent",
    error: error("sandbox-refused", "Refused: it can never go out as it is.", "Change the message and send it anew."),
  }),
  "try-again": refuse({
    kind: "retry",
    scope: "message",
    afterMs: 2 * SECOND_MS,
    error: error("sandbox-try-again", "Refused for now: something went wrong there."),
  }),
  "too-fast": refuse({
    kind: "retry",
    scope: "channel",
    afterMs: 3 * SECOND_MS,
    error: error("sandbox-too-fast", "Refused for now: the channel sends too fast."),
  }),
  "too-fast-to-contact": refuse({
    kind: "retry",
    scope: "conversation",
    afterMs: 4 * SECOND_MS,
    error: error("sandbox-too-fast-to-contact", "Refused for now: too many messages to this contact."),
  }),
  unreachable: refuse({
    kind: "retry",
    scope: "channel",
    afterMs: 2 * SECOND_MS,
    error: error("sandbox-unreachable", "The platform could not be reached, so nothing was sent."),
  }),
  later: refuse({
    kind: "defer",
    afterMs: 60 * SECOND_MS,
    error: error("sandbox-later", "Refused for a while: it may go out in a minute."),
  }),
  lost: refuse({
    kind: "unknown",
    error: error("sandbox-no-answer", "No answer came: nobody knows whether it went out."),
  }),
  "answer-lost": {
    arrives: true,
    outcome: {
      kind: "unknown",
      error: error("sandbox-answer-lost", "The answer got lost: nobody knows whether it went out."),
    },
  },
  "not-on-whatsapp": refuse({
    kind: "permanent",
    error: error("recipient-not-on-whatsapp", "Nobody on WhatsApp has this number.", "Check the contact's number."),
  }),
  "access-revoked": refuse({
    kind: "stop-channel",
    error: error(
      "sandbox-access-revoked",
      "The platform refuses the whole channel.",
      "Resume the channel: the next message goes out again.",
    ),
  }),
};

/** No failure asked for: there is really nobody to deliver it to. */
export const NOBODY_THERE: Failed = {
  kind: "permanent",
  error: {
    code: "recipient-not-on-whatsapp",
    particulars: { variant: "sandbox-nobody-there" },
    title: "There is nobody with this address on the virtual phone.",
    mend: "Send to a phone number or to a group of the virtual phone.",
  },
};

export const CLOSED: Failed = {
  kind: "retry",
  scope: "channel",
  afterMs: SECOND_MS,
  error: { code: "channel-closed", title: "Not sent: the channel was closed before." },
};

function refuse(outcome: Failed) {
  return { arrives: false, outcome };
}

function error(code: string, title: string, mend?: string) {
  return { code, title, detail: SIMULATED, ...(mend === undefined ? {} : { mend }) };
}
