import { z } from "zod";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { createCursorFormat, type Page, type Principal, toPage } from "../../platform/http/index.ts";
import type { Ids } from "../../platform/ids.ts";
import { EmailTaken, LastOwner, OwnAccount, ScopesNotHeld, UserUnknown } from "./auth.errors.ts";
import { deleteKnownBrowsers } from "./known-browsers.store.ts";
import type { Links, OneTimeLink } from "./links.service.ts";
import { deleteLinksOfUser } from "./links.store.ts";
import { scopesOfRole, type UserRole } from "./scopes.rules.ts";
import type { SessionsService } from "./sessions.service.ts";
import type { Language, UserRow } from "./users.store.ts";
import * as store from "./users.store.ts";

export interface UserDraft {
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly role: UserRole;
  readonly language?: Language | null | undefined;
}

/** What is not given stays. */
export interface UserChanges {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly role?: UserRole | undefined;
  readonly language?: Language | null | undefined;
}

/** Who acts; undefined: the owner of the machine, on the command line. */
type Actor = Principal | undefined;

/** Managing other people. Nobody gives a role that may more than they may themselves, or touches a user who has one; and somebody who can
 *  sign in stays owner. All that takes an id throws UserUnknown, ScopesNotHeld. */
export interface UsersService {
  /** The first who came first. */
  list(limit: number, cursor: string | undefined): Promise<Page<UserRow>>;
  get(id: string): Promise<UserRow>;
  /** @throws UserUnknown */
  getByEmail(email: string): Promise<UserRow>;
  /** @throws EmailTaken, ScopesNotHeld */
  invite(draft: UserDraft, by: Actor): Promise<{ user: UserRow; link: OneTimeLink }>;
  /** @throws EmailTaken, LastOwner, OwnAccount for one's own e-mail address */
  update(id: string, changes: UserChanges, by: Actor): Promise<{ before: UserRow; after: UserRow }>;
  /** Signs them out everywhere. Repeating it changes nothing. @throws LastOwner, OwnAccount */
  disable(id: string, by: Actor): Promise<UserRow>;
  enable(id: string, by: Actor): Promise<UserRow>;
  /** @throws LastOwner, OwnAccount */
  delete(id: string, by: Actor): Promise<void>;
  /** An invitation for who has not come yet, a link for a new password for who has; replaces the one before. @throws OwnAccount */
  createLink(id: string, by: Actor): Promise<OneTimeLink>;
  signOut(id: string, by: Actor): Promise<void>;
}

interface UsersDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly links: Links;
  readonly sessions: SessionsService;
}

const cursors = createCursorFormat(z.uuid());

export function createUsers({ db, clock, ids, links, sessions }: UsersDeps): UsersService {
  async function get(tx: Db | Tx, id: string): Promise<UserRow> {
    const user = await store.findUser(tx, id);
    if (!user) throw new UserUnknown();
    return user;
  }

  /** Runs a change of a user whom the actor may touch, one such change at a time. */
  function change<T>(id: string, by: Actor, work: (tx: Tx, user: UserRow) => Promise<T>): Promise<T> {
    return runInTransaction(db, async (tx) => {
      await store.lockUserAdministration(tx);
      const user = await get(tx, id);
      refuseRoleNotHeld(by, user.role, "You can't change who may do more than you");
      return await work(tx, user);
    });
  }

  async function refuseLastOwner(tx: Tx, user: UserRow): Promise<void> {
    const canSignIn = user.passwordHash !== null && user.disabledAt === null;
    if (user.role !== "owner" || !canSignIn) return;
    if ((await store.countActiveOwners(tx, user.id)) === 0) throw new LastOwner();
  }

  return {
    async list(limit, cursor) {
      const rows = await store.listUsers(db, limit + 1, cursor === undefined ? undefined : cursors.decode(cursor));
      return toPage(rows, limit, (last) => cursors.encode(last.id));
    },
    get: (id) => get(db, id),
    async getByEmail(email) {
      const user = await store.findUserByEmail(db, email);
      if (!user) throw new UserUnknown();
      return user;
    },

    async invite({ name, email, role, language }, by) {
      refuseRoleNotHeld(by, role, "You can't give a role that may do more than you");
      return await runInTransaction(db, async (tx) => {
        const id = ids.newId();
        const user = { id, name, email, role, language: language ?? null, passwordHash: null, createdAt: clock.now() };
        if (!(await store.insertUser(tx, user))) throw new EmailTaken();
        const link = await links.createUserLink(tx, "invitation", id);
        return { user: await get(tx, id), link };
      });
    },

    update: (id, changes, by) =>
      change(id, by, async (tx, before) => {
        const { name = before.name, email = before.email, role = before.role, language = before.language } = changes;
        if (email !== before.email && by?.id === id) throw new OwnAccount("change the e-mail address of");
        if (role !== before.role) {
          refuseRoleNotHeld(by, role, "You can't give a role that may do more than you");
          if (role !== "owner") await refuseLastOwner(tx, before);
        }
        if (!(await store.updateUser(tx, { id, name, email, role, language }))) throw new EmailTaken();
        return { before, after: await get(tx, id) };
      }),

    disable: (id, by) =>
      change(id, by, async (tx, user) => {
        if (by?.id === id) throw new OwnAccount("disable");
        await refuseLastOwner(tx, user);
        if (user.disabledAt === null) await store.setDisabled(tx, id, clock.now());
        await sessions.endAll(tx, id);
        await deleteLinksOfUser(tx, id);
        return await get(tx, id);
      }),

    enable: (id, by) =>
      change(id, by, async (tx) => {
        await store.setDisabled(tx, id, null);
        return await get(tx, id);
      }),

    delete: (id, by) =>
      change(id, by, async (tx, user) => {
        if (by?.id === id) throw new OwnAccount("delete");
        await refuseLastOwner(tx, user);
        await store.markUserDeleted(tx, id, clock.now());
        await sessions.endAll(tx, id);
        await deleteLinksOfUser(tx, id);
        await deleteKnownBrowsers(tx, id);
      }),

    createLink: (id, by) =>
      change(id, by, async (tx, user) => {
        if (by?.id === id) throw new OwnAccount("make a link for");
        return await links.createUserLink(tx, user.passwordHash === null ? "invitation" : "password-reset", id);
      }),

    signOut: (id, by) => change(id, by, (tx) => sessions.endAll(tx, id)),
  };
}

function refuseRoleNotHeld(by: Actor, role: UserRole, sentence: string): void {
  const missing = by ? scopesOfRole(role).filter((scope) => !by.allows(scope)) : [];
  if (missing.length > 0) throw new ScopesNotHeld(sentence, missing);
}
