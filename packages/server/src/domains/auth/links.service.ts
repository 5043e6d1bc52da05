import type { Clock } from "../../platform/clock.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { Ids } from "../../platform/ids.ts";
import { LinkInvalid } from "./auth.errors.ts";
import type { LinkPurpose, OpenLink } from "./links.store.ts";
import * as store from "./links.store.ts";
import { generateToken, hashToken } from "./tokens.rules.ts";

/** A link that works once. `token` is shown this once. */
export interface OneTimeLink {
  readonly purpose: LinkPurpose;
  readonly token: string;
  /** null: valid until it is used. */
  readonly expiresAt: Date | null;
}

export interface Links {
  /** Valid until somebody is the owner; several may be open, for each start of each node makes one. */
  createSetupLink(tx: Db | Tx): Promise<OneTimeLink>;
  /** Replaces the user's link before. */
  createUserLink(tx: Db | Tx, purpose: "invitation" | "password-reset", userId: string): Promise<OneTimeLink>;
  /** @throws LinkInvalid */
  getOpen(token: string): Promise<OpenLink>;
  /** Uses it up. @throws LinkInvalid */
  take(tx: Tx, token: string, purpose: LinkPurpose): Promise<OpenLink>;
}

const DAY_MS = 24 * 60 * 60_000;
const VALID_MS = { invitation: 7 * DAY_MS, "password-reset": DAY_MS } as const;
/** A node that is started again and again must not fill the table. */
const SETUP_LINKS_AT_MOST = 20;

export function createLinks({ db, clock, ids }: { db: Db; clock: Clock; ids: Ids }): Links {
  async function create(
    tx: Db | Tx,
    purpose: LinkPurpose,
    userId: string | null,
    expiresAt: Date | null,
  ): Promise<OneTimeLink> {
    const token = generateToken();
    const link = { id: ids.newId(), purpose, userId, tokenHash: hashToken(token), createdAt: clock.now(), expiresAt };
    await store.putLink(tx, link);
    return { purpose, token, expiresAt };
  }

  return {
    async createSetupLink(tx) {
      const link = await create(tx, "setup", null, null);
      await store.deleteSetupLinks(tx, SETUP_LINKS_AT_MOST);
      return link;
    },
    createUserLink: (tx, purpose, userId) =>
      create(tx, purpose, userId, new Date(clock.now().getTime() + VALID_MS[purpose])),
    async getOpen(token) {
      const link = await store.findOpenLink(db, hashToken(token), clock.now());
      if (!link) throw new LinkInvalid();
      return link;
    },
    async take(tx, token, purpose) {
      const link = await store.takeLink(tx, hashToken(token), purpose, clock.now());
      if (!link) throw new LinkInvalid();
      return link;
    },
  };
}

/** Where the web app takes each link. The token stands behind the #: browsers send that to nobody, so it is in no log and no Referer. */
export function linkUrl(baseUrl: string, { purpose, token }: Pick<OneTimeLink, "purpose" | "token">): string {
  return `${baseUrl}/${purpose}#token=${token}`;
}
