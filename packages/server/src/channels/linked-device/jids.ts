/** WhatsApp's addresses: `34600000001@s.whatsapp.net` (a phone), `…@lid` (a person without telling the phone), `…@g.us` (a group). A device of
 *  somebody has `:7` before the `@`. Pure. */

const PHONE_SERVER = "s.whatsapp.net";
const LID_SERVER = "lid";
const GROUP_SERVER = "g.us";

export type JidKind = "phone" | "lid" | "group" | "other";

export interface Jid {
  readonly kind: JidKind;
  readonly user: string;
}

export function parseJid(jid: string): Jid {
  const [left = "", server = ""] = jid.split("@");
  const user = left.split(":")[0] as string;
  if (server === PHONE_SERVER || server === "c.us") return { kind: "phone", user };
  if (server === LID_SERVER) return { kind: "lid", user };
  if (server === GROUP_SERVER) return { kind: "group", user };
  return { kind: "other", user };
}

/** E.164 with `+`; undefined for what is no phone's address. */
export function phoneOf(jid: string | null | undefined): string | undefined {
  if (!jid) return undefined;
  const { kind, user } = parseJid(jid);
  return kind === "phone" && /^\d{5,18}$/.test(user) ? `+${user}` : undefined;
}

/** Without the device; undefined for what is no LID. */
export function lidOf(jid: string | null | undefined): string | undefined {
  if (!jid) return undefined;
  const { kind, user } = parseJid(jid);
  return kind === "lid" && user !== "" ? user : undefined;
}

export const jidOfLid = (lid: string) => `${lid}@${LID_SERVER}`;
/** Groups are addressed by what stands before the `@`. */
export const jidOfGroup = (group: string) => (group.includes("@") ? group : `${group}@${GROUP_SERVER}`);
