/** What WhatsApp's answers about groups mean. */
import { ChasquiError, describeError } from "../../platform/errors.ts";
import type { SendOutcome } from "../channel.ts";
import { PlatformBusy, PlatformRefused, PlatformUnreachable } from "../management.ts";

/** Nothing can be asked of WhatsApp, from this node at least. */
export class SessionNotConnected extends ChasquiError {
  constructor() {
    super(
      "unavailable",
      "session-not-connected",
      "The WhatsApp Web session is not connected, so WhatsApp can't be asked.",
      {
        mend: "Look at the channel's page: pair the phone there, or wait until it is connected again.",
      },
    );
  }
}

const BUSY_MS = 60_000;

/** The number of WhatsApp's refusal; undefined: it did not answer. */
export function refusalOf(error: unknown): number | undefined {
  const { data, output } = (error ?? {}) as { data?: unknown; output?: { statusCode?: unknown } };
  // An answer's number stands in the one place or the other; 408 and 428 are the library's own, for none.
  const code = typeof data === "number" ? data : output?.statusCode;
  return typeof code === "number" && code !== 408 && code !== 428 && code < 500 ? code : undefined;
}

/** We are not in the group, or there is none. */
export function isNotInGroup(error: unknown): boolean {
  const code = refusalOf(error);
  return code === 403 || code === 404;
}

export function explainGroupError(error: unknown): ChasquiError {
  if (error instanceof ChasquiError) return error;
  const code = refusalOf(error);
  if (code === 429) return new PlatformBusy(BUSY_MS, "whatsapp-429");
  if (code === 401) {
    return new PlatformRefused("only admins of the group may have that", {
      code: "whatsapp-401",
      variant: "group-admins-only",
      mend: "Ask an admin of the group to make this account an admin.",
    });
  }
  if (code === 403 || code === 404) {
    return new PlatformRefused("this account is not in the group", {
      code: `whatsapp-${code}`,
      variant: "not-in-group",
      mend: "Refresh the list of groups.",
    });
  }
  if (code === undefined) return new PlatformUnreachable("no-answer", describeError(error));
  return new PlatformRefused("it does not say why", {
    code: `whatsapp-${code}`,
    variant: "no-reason-given",
    detail: describeError(error),
  });
}

/** A message to a group that WhatsApp, or the library, did not take; undefined: it is no matter of the group. That the account may not write
 *  there says nothing of its other conversations. */
export function explainGroupRefusal(code: number | undefined): Exclude<SendOutcome, { kind: "accepted" }> | undefined {
  if (code === 403 || code === 404) {
    return {
      kind: "permanent",
      error: {
        code: "group-left",
        title: "WhatsApp does not let this account write in the group: it is not in it, or only admins write there.",
        mend: "Refresh the list of groups, and ask an admin of the group.",
      },
    };
  }
  if (code === 401 || code === 420) {
    return {
      kind: "permanent",
      error: {
        code: "group-for-admins",
        title: "Only admins may write in this group.",
        mend: "Ask an admin of the group to make this account an admin, or to let everybody write.",
      },
    };
  }
  return undefined;
}
