import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import type { Authenticate, HttpApp } from "../../platform/http/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { Job } from "../../platform/jobs.ts";
import { type AccountsService, createAccounts } from "./accounts.service.ts";
import { registerApiKeyRoutes } from "./api-keys.routes.ts";
import { type ApiKeysService, createApiKeysService } from "./api-keys.service.ts";
import { registerAuditLogRoutes } from "./audit-log.routes.ts";
import { type AuditLog, createAuditLog } from "./audit-log.service.ts";
import { createLinks } from "./links.service.ts";
import { registerMeRoutes } from "./me.routes.ts";
import { createPasswordHasher } from "./password-hash.ts";
import { SCOPES } from "./scopes.rules.ts";
import { registerSessionRoutes } from "./session.routes.ts";
import { createSessions } from "./sessions.service.ts";
import { registerSetupRoutes } from "./setup.routes.ts";
import { createSignIn } from "./sign-in.service.ts";
import { createSignInLimits } from "./sign-in-limits.ts";
import { createUpkeepJob } from "./upkeep.job.ts";
import { registerUserRoutes } from "./users.routes.ts";
import { createUsers, type UsersService } from "./users.service.ts";

export type { ApiKey, ApiKeysService } from "./api-keys.service.ts";
export type { AuditEntry, AuditLog } from "./audit-log.service.ts";
export { findActors, isAnsweringUser } from "./colleagues.store.ts";
export { linkUrl, type OneTimeLink } from "./links.service.ts";
export { stateOf } from "./presenters.ts";
export { isScope, SCOPES, type Scope, scopesOfRole, USER_ROLES, type UserRole } from "./scopes.rules.ts";
export type { UsersService } from "./users.service.ts";

/** Who may use Chasqui, and what for; and the record of what they did. */
export interface Auth {
  readonly apiKeys: ApiKeysService;
  readonly users: UsersService;
  readonly accounts: AccountsService;
  readonly auditLog: AuditLog;
  readonly authenticate: Authenticate;
  /** Every scope there is: a route that asks for another is a mistake. */
  readonly scopes: ReadonlySet<string>;
  /** To be run every hour. */
  readonly upkeepJob: Job<Record<string, never>>;
  registerRoutes(app: HttpApp): void;
}

export interface AuthDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Without a slash at the end: where links given to people lead. Default: to wherever the request for the link came. */
  readonly publicUrl?: string | undefined;
  /** How long the audit log remembers. Default a year. */
  readonly auditKeepDays?: () => number;
}

export function createAuth({ db, clock, ids, publicUrl, auditKeepDays = () => 365 }: AuthDeps): Auth {
  const core = { db, clock, ids };
  const auditLog = createAuditLog({ ...core, keepDays: auditKeepDays });
  const apiKeys = createApiKeysService(core);
  const sessions = createSessions(core);
  const links = createLinks(core);
  const limits = createSignInLimits(core);
  const passwords = createPasswordHasher();
  const signIn = createSignIn({ ...core, sessions, limits, passwords, auditLog });
  const users = createUsers({ ...core, links, sessions });
  const accounts = createAccounts({ ...core, links, sessions, signIn, limits, passwords });
  return {
    apiKeys,
    users,
    accounts,
    auditLog,
    authenticate: (credential, caller) =>
      credential.kind === "api-key"
        ? apiKeys.findByPresentedKey(credential.key)
        : sessions.findByToken(credential.token, caller),
    scopes: new Set(SCOPES),
    upkeepJob: createUpkeepJob({ ...core, sessions, auditLog }),
    registerRoutes(app) {
      registerSetupRoutes(app, { accounts, sessions });
      registerSessionRoutes(app, { signIn, accounts, sessions });
      registerMeRoutes(app, { accounts, sessions });
      registerUserRoutes(app, { users, publicUrl });
      registerApiKeyRoutes(app, apiKeys);
      registerAuditLogRoutes(app, auditLog);
    },
  };
}
