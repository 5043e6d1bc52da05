import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import type { UserPrincipal } from "../../platform/http/index.ts";
import type { Ids } from "../../platform/ids.ts";
import { EmailTaken, LinkInvalid, PasswordTooWeak, PasswordWrong, SetupDone, UserUnknown } from "./auth.errors.ts";
import { deleteKnownBrowsers } from "./known-browsers.store.ts";
import type { Links, OneTimeLink } from "./links.service.ts";
import { deleteSetupLinks, type LinkPurpose } from "./links.store.ts";
import type { PasswordHasher } from "./password-hash.ts";
import { findPasswordWeakness, type PasswordOwner } from "./passwords.rules.ts";
import type { SessionsService } from "./sessions.service.ts";
import type { Browser, SignedIn, SignIn } from "./sign-in.service.ts";
import { countersOfConfirmation } from "./sign-in-limits.rules.ts";
import type { SignInLimits } from "./sign-in-limits.ts";
import type { Language, UserRow } from "./users.store.ts";
import * as users from "./users.store.ts";

interface OwnerDraft {
  readonly token: string;
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly password: string;
  readonly language?: Language | null | undefined;
}

interface OwnChanges {
  readonly name?: string | undefined;
  readonly language?: Language | null | undefined;
  readonly email?: string | undefined;
  /** Needed to change the e-mail address. */
  readonly currentPassword?: string | undefined;
}

interface LinkFacts {
  readonly purpose: LinkPurpose;
  /** Whose it is; null for set-up. */
  readonly name: string | null;
  readonly email: string | null;
  readonly expiresAt: Date | null;
}

/** What people do with their own account: come in by a link, change their password, leave everywhere. */
export interface AccountsService {
  /** Whether nobody is owner yet. */
  isSetupNeeded(): Promise<boolean>;
  /** undefined: somebody is the owner already. */
  createSetupLink(): Promise<OneTimeLink | undefined>;
  /** Makes the first owner. @throws SetupDone, LinkInvalid, PasswordTooWeak, EmailTaken */
  completeSetup(draft: OwnerDraft, browser: Browser): Promise<SignedIn>;
  /** @throws LinkInvalid */
  inspectLink(token: string): Promise<LinkFacts>;
  /** Sets a password by an invitation or a link for a new password, uses the link up, and ends every session there was.
   *  @throws LinkInvalid, PasswordTooWeak, UserDisabled */
  usePasswordLink(
    purpose: "invitation" | "password-reset",
    input: { token: string; password: string; name?: string | undefined },
    browser: Browser,
  ): Promise<SignedIn>;
  getOwn(principal: UserPrincipal): Promise<UserRow>;
  /** @throws PasswordWrong, TooManySignIns, EmailTaken */
  updateOwn(principal: UserPrincipal, changes: OwnChanges): Promise<UserRow>;
  /** Ends every session, and begins a new one here: whoever else had this one is out, too.
   *  @throws PasswordWrong, PasswordTooWeak, TooManySignIns */
  changePassword(
    principal: UserPrincipal,
    input: { currentPassword: string; newPassword: string },
    browser: Browser,
  ): Promise<SignedIn>;
  /** Ends every session; with `keepsCurrent` all but this one. Browsers are no longer known either. */
  signOutEverywhere(principal: UserPrincipal, keepsCurrent: boolean): Promise<void>;
}

interface AccountsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly links: Links;
  readonly sessions: SessionsService;
  readonly signIn: SignIn;
  readonly limits: SignInLimits;
  readonly passwords: PasswordHasher;
}

export function createAccounts(deps: AccountsDeps): AccountsService {
  const { db, clock, ids, links, sessions, signIn, limits, passwords } = deps;

  async function getOwn(tx: Db | Tx, id: string): Promise<UserRow> {
    const user = await users.findUser(tx, id);
    if (!user) throw new UserUnknown();
    return user;
  }

  async function setPassword(tx: Tx, user: UserRow, hash: string, browser: Browser): Promise<SignedIn> {
    await users.setPasswordHash(tx, user.id, hash);
    await sessions.endAll(tx, user.id);
    return await signIn.beginSession(tx, user, hash, browser);
  }

  async function confirmPassword(user: UserRow, password: string | undefined): Promise<void> {
    const counters = countersOfConfirmation(user.id);
    await limits.begin(counters);
    const isRight = await passwords.verify(password ?? "", user.passwordHash ?? undefined);
    if (!isRight) throw new PasswordWrong();
    await runInTransaction(db, (tx) => limits.succeed(tx, counters));
  }

  const isSetupNeeded = async (tx: Db | Tx) => (await users.countActiveOwners(tx, null)) === 0;

  return {
    isSetupNeeded: () => isSetupNeeded(db),
    createSetupLink: async () => ((await isSetupNeeded(db)) ? await links.createSetupLink(db) : undefined),

    async completeSetup({ token, name, email, password, language }, browser) {
      if (!(await isSetupNeeded(db))) throw new SetupDone();
      if ((await links.getOpen(token)).purpose !== "setup") throw new LinkInvalid();
      refuseWeak(password, { name, email });
      const passwordHash = await passwords.hash(password);
      return await runInTransaction(db, async (tx) => {
        await users.lockUserAdministration(tx);
        if (!(await isSetupNeeded(tx))) throw new SetupDone();
        await links.take(tx, token, "setup");
        const user = { id: ids.newId(), name, email, role: "owner", language: language ?? null } as const;
        if (!(await users.insertUser(tx, { ...user, passwordHash, createdAt: clock.now() }))) throw new EmailTaken();
        await deleteSetupLinks(tx, 0);
        return await signIn.beginSession(tx, { id: user.id, email }, passwordHash, browser);
      });
    },

    async inspectLink(token) {
      const { purpose, userId, expiresAt } = await links.getOpen(token);
      const user = userId === null ? undefined : await users.findUser(db, userId);
      return { purpose, expiresAt, name: user?.name ?? null, email: user?.email ?? null };
    },

    async usePasswordLink(purpose, { token, password, name }, browser) {
      const link = await links.getOpen(token);
      if (link.purpose !== purpose || link.userId === null) throw new LinkInvalid();
      const user = await getOwn(db, link.userId);
      refuseWeak(password, { name: name ?? user.name, email: user.email });
      const hash = await passwords.hash(password);
      return await runInTransaction(db, async (tx) => {
        await users.lockUserAdministration(tx);
        await links.take(tx, token, purpose);
        const current = await getOwn(tx, user.id);
        if (name !== undefined) await users.updateUser(tx, { ...current, name });
        // An invited owner may be the first: the links for set-up must not make a second one.
        if (current.role === "owner") await deleteSetupLinks(tx, 0);
        return await setPassword(tx, current, hash, browser);
      });
    },

    getOwn: ({ id }) => getOwn(db, id),

    async updateOwn({ id }, { name, language, email, currentPassword }) {
      const before = await getOwn(db, id);
      if (email !== undefined && email !== before.email) await confirmPassword(before, currentPassword);
      return await runInTransaction(db, async (tx) => {
        await users.lockUserAdministration(tx);
        const user = await getOwn(tx, id);
        const after = {
          ...user,
          name: name ?? user.name,
          email: email ?? user.email,
          language: language === undefined ? user.language : language,
        };
        if (!(await users.updateUser(tx, after))) throw new EmailTaken();
        return after;
      });
    },

    async changePassword({ id }, { currentPassword, newPassword }, browser) {
      const user = await getOwn(db, id);
      await confirmPassword(user, currentPassword);
      refuseWeak(newPassword, user);
      const hash = await passwords.hash(newPassword);
      return await runInTransaction(db, (tx) => setPassword(tx, user, hash, browser));
    },

    signOutEverywhere: ({ id, sessionId }, keepsCurrent) =>
      runInTransaction(db, async (tx) => {
        await sessions.endAll(tx, id, keepsCurrent ? sessionId : undefined);
        await deleteKnownBrowsers(tx, id);
      }),
  };
}

function refuseWeak(password: string, owner: PasswordOwner): void {
  const weakness = findPasswordWeakness(password, owner);
  if (weakness) throw new PasswordTooWeak(weakness.reason, weakness.sentence);
}
