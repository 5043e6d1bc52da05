import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import type { Authenticate, HttpApp } from "../../platform/http/index.ts";
import type { Ids } from "../../platform/ids.ts";
import { registerApiKeyRoutes } from "./api-keys.routes.ts";
import { type ApiKeysService, createApiKeysService } from "./api-keys.service.ts";
import { SCOPES } from "./scopes.rules.ts";

export type { ApiKey, ApiKeysService } from "./api-keys.service.ts";
export { isScope, SCOPES, type Scope } from "./scopes.rules.ts";

/** Who may use the API, and what for. */
export interface Auth {
  readonly apiKeys: ApiKeysService;
  readonly authenticate: Authenticate;
  /** Every scope there is: a route that asks for another is a mistake. */
  readonly scopes: ReadonlySet<string>;
  registerRoutes(app: HttpApp): void;
}

export function createAuth(deps: { db: Db; clock: Clock; ids: Ids }): Auth {
  const apiKeys = createApiKeysService(deps);
  return {
    apiKeys,
    authenticate: async (credential) =>
      credential.kind === "api-key" ? await apiKeys.findByPresentedKey(credential.key) : undefined,
    scopes: new Set(SCOPES),
    registerRoutes: (app) => registerApiKeyRoutes(app, apiKeys),
  };
}
