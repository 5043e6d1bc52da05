/** Pairs a phone in the terminal. The running server does it, as for the web app; here it is asked for, and what it has to show is shown. */
import { systemClock, waitFor } from "../platform/clock.ts";
import { ChasquiError } from "../platform/errors.ts";
import type { SessionsService } from "../wire-sessions.ts";
import type { Console } from "./console.ts";
import { drawTerminalQr } from "./terminal-qr.ts";

interface Pairing {
  readonly sessions: Pick<SessionsService, "get" | "getPairing" | "pair" | "stopPairing">;
  readonly console: Console;
  readonly channel: { readonly id: string; readonly name: string };
  /** E.164: a code to type on that phone comes instead of a picture. */
  readonly phone: string | undefined;
  readonly waitMs: number;
}

const LOOK_MS = 500;
/** Codes are wanted for longer than this: while the command runs they don't end. */
const ASK_AGAIN_MS = 60_000;
/** A server that runs has a code by then, also when it was just started. */
const ANSWER_WITHIN_MS = 30_000;
const CLEAR_SCREEN = "\u001b[2J\u001b[H";

class PairingFailed extends ChasquiError {
  constructor(code: string, message: string, mend: string) {
    super("unavailable", code, message, { mend });
  }
}

/** Resolves when the phone is paired and connected. @throws PairingFailed, AlreadyPaired, NotADevice, ChannelNotActive */
export async function pairInTerminal(pairing: Pairing): Promise<void> {
  const { sessions, console, channel, phone, waitMs } = pairing;
  const startMs = systemClock.monotonicMs();
  let askedMs = startMs;
  let shown: string | undefined;
  let isScanned = false;
  await sessions.pair(channel.id, phone);
  console.tell(`Asking WhatsApp for a code for “${channel.name}”…`);
  for (;;) {
    const { state, account } = await sessions.get(channel.id);
    const nowMs = systemClock.monotonicMs();
    if (account !== null && state === "connected") {
      const name = account.name === null ? "" : ` (${account.name})`;
      console.tell(`Paired with ${account.phone}${name}. “${channel.name}” is connected.`);
      return;
    }
    if (account !== null && !isScanned) console.tell(`Paired with ${account.phone}; connecting…`);
    isScanned = account !== null;
    if (nowMs - startMs > waitMs) throw await giveUp(pairing, isScanned);
    const { offer } = await sessions.getPairing(channel.id);
    const toShow = offer?.kind === "code" ? offer.code : offer?.text;
    if (offer !== null && toShow !== undefined && toShow !== shown) {
      shown = toShow;
      if (offer.kind === "code") showCode(pairing, offer.code);
      else showQr(pairing, offer.text);
    }
    if (shown === undefined && nowMs - startMs > ANSWER_WITHIN_MS) throw await giveUpUnanswered(pairing);
    if (!isScanned && nowMs - askedMs > ASK_AGAIN_MS) {
      askedMs = nowMs;
      await sessions.pair(channel.id, phone);
    }
    await waitFor(systemClock, LOOK_MS);
  }
}

function showCode({ console }: Pairing, code: string): void {
  console.tell(
    "On that phone: WhatsApp → Linked devices → Link a device → Link with phone number instead. Type this code:",
  );
  console.print(`${code.slice(0, 4)}-${code.slice(4)}`);
}

/** To a person the picture, to a script what it says. */
function showQr({ console, channel }: Pairing, text: string): void {
  const width = console.columns?.();
  if (width === undefined) {
    console.print(text);
    return;
  }
  const { lines, columns } = drawTerminalQr(text);
  console.print(`${CLEAR_SCREEN}Pairing “${channel.name}”. On the phone: WhatsApp → Linked devices → Link a device.`);
  if (columns > width) {
    console.print(
      `The code is ${columns} characters wide and this terminal ${width}: make it wider, or pair with --phone.`,
    );
    return;
  }
  for (const line of lines) console.print(line);
  console.print("It changes by itself; Ctrl-C ends this.");
}

async function giveUp({ sessions, channel, waitMs }: Pairing, isScanned: boolean): Promise<PairingFailed> {
  if (isScanned) {
    const { stateReason } = await sessions.get(channel.id);
    return new PairingFailed(
      "pairing-not-connected",
      `The phone is paired, and “${channel.name}” is not connected yet. ${stateReason?.title ?? ""}`.trimEnd(),
      "It is tried again by itself: chasqui channels list shows when it is.",
    );
  }
  await sessions.stopPairing(channel.id);
  return new PairingFailed(
    "pairing-timed-out",
    `Nobody paired a phone within ${Math.round(waitMs / 60_000)} minutes.`,
    "Run the command again with the phone in your hand.",
  );
}

async function giveUpUnanswered({ sessions, channel }: Pairing): Promise<PairingFailed> {
  const { stateReason } = await sessions.get(channel.id);
  await sessions.stopPairing(channel.id);
  return new PairingFailed(
    "pairing-unanswered",
    `No code came for “${channel.name}”. ${stateReason?.title ?? "No server has taken it up."}`,
    "See that a server with the role dispatch runs on this database and reaches the internet; then run the command again.",
  );
}
