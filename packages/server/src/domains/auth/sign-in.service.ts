import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import type { ChasquiError } from "../../platform/errors.ts";
import { type Caller, groupAddress } from "../../platform/http/index.ts";
import type { AuditLog } from "./audit-log.service.ts";
import { SignInRefused, UserDisabled } from "./auth.errors.ts";
import { isKnownBrowser, putKnownBrowser } from "./known-browsers.store.ts";
import type { PasswordHasher } from "./password-hash.ts";
import type { OpenedSession, SessionsService } from "./sessions.service.ts";
import { countersOf } from "./sign-in-limits.rules.ts";
import type { SignInLimits } from "./sign-in-limits.ts";
import { generateToken, hashToken } from "./tokens.rules.ts";
import type { UserRow } from "./users.store.ts";
import * as users from "./users.store.ts";

/** From where somebody signs in, and what their browser remembers. */
export interface Browser extends Caller {
  /** Of an earlier sign-in in this browser. */
  readonly knownToken: string | undefined;
}

export interface SignedIn extends OpenedSession {
  /** For the browser to remember. */
  readonly knownBrowserToken: string;
}

export interface SignIn {
  /** Takes as long for an unknown e-mail address as for a wrong password. @throws SignInRefused, TooManySignIns, UserDisabled */
  signIn(credentials: { email: string; password: string }, browser: Browser): Promise<SignedIn>;
  /** For who has proven otherwise who they are. @throws UserDisabled */
  beginSession(tx: Tx, user: Pick<UserRow, "id" | "email">, passwordHash: string, browser: Browser): Promise<SignedIn>;
}

interface SignInDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly sessions: SessionsService;
  readonly limits: SignInLimits;
  readonly passwords: PasswordHasher;
  readonly auditLog: AuditLog;
}

export function createSignIn({ db, clock, sessions, limits, passwords, auditLog }: SignInDeps): SignIn {
  const beginSession: SignIn["beginSession"] = async (tx, { id, email }, passwordHash, browser) => {
    const session = await sessions.open(tx, id, passwordHash, browser);
    if (!session) throw new UserDisabled();
    // A token that is not this account's may have been planted by somebody who knows it.
    const known = await findKnownBrowser(tx, browser, email);
    const knownBrowserToken = (known && browser.knownToken) ?? generateToken();
    await putKnownBrowser(tx, hashToken(knownBrowserToken), id, clock.now());
    return { ...session, knownBrowserToken };
  };

  async function findKnownBrowser(tx: Db | Tx, { knownToken }: Browser, email: string): Promise<Buffer | undefined> {
    if (knownToken === undefined) return undefined;
    const tokenHash = hashToken(knownToken);
    return (await isKnownBrowser(tx, tokenHash, email)) ? tokenHash : undefined;
  }

  async function isRight(user: UserRow | undefined, password: string): Promise<boolean> {
    return await passwords.verify(password, user?.passwordHash ?? undefined);
  }

  async function refuse(error: ChasquiError, user: UserRow | undefined, browser: Browser): Promise<never> {
    await auditLog.record({
      actor: { kind: "nobody" },
      caller: browser,
      operation: "createSession",
      outcome: "refused",
      reason: error.code,
      // What was typed is told only when it is somebody's: people type passwords in the wrong box.
      targetIds: user ? [user.id] : [],
      fields: user ? [{ name: "email", value: user.email }] : [],
    });
    throw error;
  }

  return {
    beginSession,
    async signIn({ email, password }, browser) {
      const knownBrowser = await findKnownBrowser(db, browser, email);
      const counters = countersOf({ email, address: groupAddress(browser.address), knownBrowser });
      await limits.begin(counters);
      const user = await users.findUserByEmail(db, email);
      if (!(await isRight(user, password)) || !user?.passwordHash)
        return await refuse(new SignInRefused(), user, browser);
      if (user.disabledAt !== null) return await refuse(new UserDisabled(), user, browser);
      const { id, passwordHash } = user;
      const signedIn = await runInTransaction(db, async (tx) => {
        const begun = await beginSession(tx, user, passwordHash, browser);
        await limits.succeed(tx, counters);
        return begun;
      });
      if (passwords.isOutdated(passwordHash)) {
        await users.replacePasswordHash(db, id, passwordHash, await passwords.hash(password));
      }
      return signedIn;
    },
  };
}
