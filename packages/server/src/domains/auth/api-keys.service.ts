import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import { ChasquiError } from "../../platform/errors.ts";
import { createCursorFormat, type Page, type Principal, toPage } from "../../platform/http/index.ts";
import type { Ids } from "../../platform/ids.ts";
import { findPrefix, generateKey, hashKey } from "./api-keys.rules.ts";
import type { ApiKeyRow } from "./api-keys.store.ts";
import * as store from "./api-keys.store.ts";
import { ScopesNotHeld } from "./auth.errors.ts";
import { allowsScope, type Scope } from "./scopes.rules.ts";

export type { ApiKeyRow as ApiKey } from "./api-keys.store.ts";

interface ApiKeyDraft {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Absent: it never expires. */
  readonly expiresAt?: Date | undefined;
}

/** `key` is the key itself: it can't be shown again. */
interface CreatedApiKey {
  readonly apiKey: ApiKeyRow;
  readonly key: string;
}

export interface ApiKeysService {
  /** `creator` is who asks, and can give only scopes it has; undefined: the owner of the machine, on the command line.
   *  @throws ScopesNotHeld, ChasquiError expiry-in-the-past */
  createApiKey(draft: ApiKeyDraft, creator: Principal | undefined): Promise<CreatedApiKey>;
  /** undefined: unknown, expired or revoked. A revocation on another node takes effect within 5 s. */
  findByPresentedKey(presentedKey: string): Promise<Principal | undefined>;
  /** Newest first, with the revoked ones. */
  listApiKeys(limit: number, cursor: string | undefined): Promise<Page<ApiKeyRow>>;
  /** Takes effect at once here. Repeating it changes nothing. Nobody takes away a key that may do more than they may themselves.
   *  @throws ChasquiError api-key-unknown, ScopesNotHeld */
  revokeApiKey(id: string, by: Principal | undefined): Promise<void>;
}

/** How long a found key is believed without looking again. */
const REMEMBER_MS = 5_000;
const REMEMBERED_AT_MOST = 1_000;
const TOUCH_EVERY_MS = 60_000;

const cursors = createCursorFormat(z.uuid());

export function createApiKeysService({ db, clock, ids }: { db: Db; clock: Clock; ids: Ids }): ApiKeysService {
  /** By digest, so that no key stays in memory. Only keys that exist: a new one must work at once. */
  const remembered = new Map<string, { row: ApiKeyRow; untilMs: number }>();

  async function findRow(presentedKey: string): Promise<ApiKeyRow | undefined> {
    const prefix = findPrefix(presentedKey);
    if (prefix === undefined) return undefined;
    const hash = hashKey(presentedKey);
    const cacheKey = hash.toString("base64");
    const known = remembered.get(cacheKey);
    if (known && known.untilMs > clock.monotonicMs()) return known.row;
    remembered.delete(cacheKey);
    const row = await store.findApiKeyByPrefix(db, prefix);
    if (!row || !timingSafeEqual(row.hash, hash)) return undefined;
    if (remembered.size >= REMEMBERED_AT_MOST) remembered.clear();
    remembered.set(cacheKey, { row, untilMs: clock.monotonicMs() + REMEMBER_MS });
    return row;
  }

  async function touch(row: ApiKeyRow): Promise<void> {
    const now = clock.now();
    const unlessUsedSince = new Date(now.getTime() - TOUCH_EVERY_MS);
    if (row.lastUsedAt !== null && row.lastUsedAt >= unlessUsedSince) return;
    await store.touchApiKey(db, row.id, now, unlessUsedSince);
    for (const [cacheKey, entry] of remembered) {
      if (entry.row.id === row.id) remembered.set(cacheKey, { ...entry, row: { ...entry.row, lastUsedAt: now } });
    }
  }

  return {
    async createApiKey({ name, scopes, expiresAt }, creator) {
      const now = clock.now();
      refuseScopesNotHeld(scopes, creator, "A key can only give scopes that who makes it has");
      if (expiresAt && expiresAt <= now) {
        throw new ChasquiError("invalid", "expiry-in-the-past", "The key would be expired from the start.");
      }
      const { key, prefix, hash } = generateKey();
      const row: ApiKeyRow = {
        id: ids.newId(),
        name,
        prefix,
        scopes: [...new Set(scopes)],
        createdAt: now,
        lastUsedAt: null,
        expiresAt: expiresAt ?? null,
        revokedAt: null,
        createdBy: creator ? { kind: creator.kind, id: creator.id, name: creator.name } : null,
      };
      await store.insertApiKey(db, { ...row, hash, creator });
      return { apiKey: row, key };
    },

    async findByPresentedKey(presentedKey) {
      const row = await findRow(presentedKey);
      if (!row || row.revokedAt !== null) return undefined;
      if (row.expiresAt !== null && row.expiresAt <= clock.now()) return undefined;
      await touch(row);
      return toPrincipal(row);
    },

    async listApiKeys(limit, cursor) {
      const rows = await store.listApiKeys(db, limit + 1, cursor === undefined ? undefined : cursors.decode(cursor));
      return toPage(rows, limit, (last) => cursors.encode(last.id));
    },

    async revokeApiKey(id, by) {
      const apiKey = await store.findApiKey(db, id);
      if (!apiKey) throw new ChasquiError("not-found", "api-key-unknown", "There is no API key with this id.");
      refuseScopesNotHeld(apiKey.scopes, by, "You can't revoke a key that may do more than you");
      await store.revokeApiKey(db, id, clock.now());
      for (const [cacheKey, { row }] of remembered) if (row.id === id) remembered.delete(cacheKey);
    },
  };
}

function refuseScopesNotHeld(scopes: readonly string[], by: Principal | undefined, sentence: string): void {
  const missing = by ? scopes.filter((scope) => !by.allows(scope)) : [];
  if (missing.length > 0) throw new ScopesNotHeld(sentence, missing);
}

function toPrincipal(row: ApiKeyRow): Principal {
  return {
    kind: "api-key",
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    allows: (scope) => allowsScope(row.scopes, scope),
  };
}
