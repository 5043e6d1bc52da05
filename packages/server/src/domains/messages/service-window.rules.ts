/** Whether free-form messages are allowed in a conversation, and what else stands in the way of writing. Pure. */
import { ContactOptedOut, ServiceWindowClosed } from "./messages.errors.ts";

export interface ServiceWindow {
  /** none: the channel has no such rule · open · closed: templates only · unknown: we never heard of the contact, WhatsApp decides. */
  readonly state: "none" | "open" | "closed" | "unknown";
  readonly expiresAt: Date | null;
}

export function readWindow(hasServiceWindow: boolean, expiresAt: Date | null, now: Date): ServiceWindow {
  if (!hasServiceWindow) return { state: "none", expiresAt: null };
  if (expiresAt === null) return { state: "unknown", expiresAt };
  return { state: expiresAt > now ? "open" : "closed", expiresAt };
}

/** What one may write: anything, templates alone, nothing. */
export interface Composer {
  readonly mode: "any" | "templates" | "nothing";
  readonly reason: { readonly code: string; readonly title: string; readonly mend: string | null } | null;
}

export const CHANNEL_REMOVED = {
  code: "channel-removed",
  title: "The channel of this conversation was removed.",
  mend: "Write to the contact on another channel.",
};

export function decideComposer(facts: {
  readonly isChannelThere: boolean;
  readonly isSuppressed: boolean;
  readonly window: ServiceWindow;
}): Composer {
  if (!facts.isChannelThere) return { mode: "nothing", reason: CHANNEL_REMOVED };
  if (facts.isSuppressed) return { mode: "nothing", reason: reasonOf(new ContactOptedOut()) };
  if (facts.window.state !== "closed" || facts.window.expiresAt === null) return { mode: "any", reason: null };
  return { mode: "templates", reason: reasonOf(new ServiceWindowClosed(facts.window.expiresAt)) };
}

function reasonOf(error: { code: string; message: string; mend: string | undefined }): NonNullable<Composer["reason"]> {
  return { code: error.code, title: error.message, mend: error.mend ?? null };
}
