import type { ChannelSession } from "@chasqui/client";
import { findText } from "./find-text.ts";

type Reason = NonNullable<ChannelSession["stateReason"]>;

/** Why a session is as it is, and what helps, in the viewer's language; the server's words where we have none. */
export function describeSessionReason({ code, title, mend }: Reason): { title: string; mend: string | undefined } {
  return {
    title: findText(`channels.session.reasons.${code}.title`) ?? title,
    mend: findText(`channels.session.reasons.${code}.mend`) ?? mend,
  };
}
