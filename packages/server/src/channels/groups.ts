/** Groups, as drivers and the core agree on them: drivers ask the platform and write into the book, everybody else reads the book. */
import type { Db, Tx } from "../platform/db/index.ts";

/** What can be asked of a platform that has groups. Each rejects with GroupGone, PlatformRefused, PlatformBusy or PlatformUnreachable
 *  (management.ts), and with nothing else. `address` is the platform's id of a group. */
export interface ChannelGroups {
  /** Asks the platform for all groups, or for one, and writes them into the book. */
  refresh(address?: string): Promise<void>;
  /** Present where people can be invited by a link. Only admins of a group may ask. */
  readonly invites?: {
    getLink(address: string): Promise<string>;
    /** The link there was works no more. */
    resetLink(address: string): Promise<string>;
  };
}

/** Somebody in a group. At least one of `phone` (E.164 with +) and `lid` is known, but for ourselves on a virtual phone. */
export interface GroupPerson {
  readonly phone: string | null;
  readonly lid: string | null;
  /** As the platform calls them; most don't. */
  readonly name: string | null;
}

export interface GroupParticipant extends GroupMember {
  readonly role: "owner" | "admin" | "member";
}

export interface PlatformGroup {
  readonly address: string;
  readonly subject: string;
  readonly description: string | null;
  /** Ours. */
  readonly role: "admin" | "member";
  /** Only admins may write. */
  readonly isAnnouncement: boolean;
  /** May be more than are named. */
  readonly participantCount: number;
  readonly participants: readonly GroupParticipant[];
  /** Kept for the driver, and handed back by `find`. */
  readonly platform?: unknown;
}

/** Something that happened in a group. */
export type GroupChange =
  | { readonly kind: "renamed"; readonly subject: string }
  | { readonly kind: "described"; readonly description: string | null }
  | { readonly kind: "announcement"; readonly isOn: boolean }
  | { readonly kind: "joined" | "left" | "promoted" | "demoted"; readonly people: readonly GroupMember[] };

export interface GroupMember extends GroupPerson {
  /** The channel's own account. */
  readonly isSelf: boolean;
}

export interface GroupChangeReport {
  readonly change: GroupChange;
  /** Who did it, where that is known. */
  readonly by?: GroupMember | undefined;
  /** When, as the platform says. */
  readonly at?: Date | undefined;
}

/** Where groups are kept. `channel`: the channel's address. Of a channel that is no more nothing is written. */
export interface GroupBook {
  /** All there are: we are in no others. */
  replaceAll(tx: Tx, channel: string, groups: readonly PlatformGroup[]): Promise<void>;
  put(tx: Tx, channel: string, group: PlatformGroup): Promise<void>;
  /** We are in it no more. */
  leave(tx: Tx, channel: string, address: string): Promise<void>;
  /** False: the group is not known, or not well enough. It has to be asked for, and put. */
  change(tx: Tx, channel: string, address: string, report: GroupChangeReport): Promise<boolean>;
  /** One that we are in. */
  find(tx: Db | Tx, channel: string, address: string): Promise<PlatformGroup | undefined>;
  /** As if there had never been any. */
  forgetAll(tx: Tx, channel: string): Promise<void>;
}
