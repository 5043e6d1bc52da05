import { randomBytes } from "node:crypto";
import type { Clock } from "../../platform/clock.ts";
import type { SecretBox } from "../../platform/crypto.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { TemplateRenderer } from "../templates/index.ts";
import { AiSettingsIncomplete, ApiKeyNeededAgain } from "./ai-replies.errors.ts";
import {
  type AiSecrets,
  type AiSettings,
  DEFAULT_AI_SETTINGS,
  findProblems,
  isKeyForElsewhere,
} from "./ai-settings.rules.ts";
import type { StoredAiSettings } from "./ai-settings.store.ts";
import * as store from "./ai-settings.store.ts";

export interface AiSettingsView {
  readonly settings: AiSettings;
  readonly hasApiKey: boolean;
  readonly hasSigningSecret: boolean;
  readonly updatedAt: Date | null;
}

/** What is given is changed; `apiKey` null: none is needed. */
export type AiSettingsChange = { readonly [K in keyof AiSettings]?: AiSettings[K] | undefined } & {
  readonly apiKey?: string | null | undefined;
};

export interface AiSettingsService {
  view(): Promise<AiSettingsView>;
  /** @throws AiSettingsIncomplete, ApiKeyNeededAgain, TemplateInvalid */
  update(change: AiSettingsChange): Promise<AiSettingsView>;
  /** Makes a new one; the one before signs no more. It is shown this once. */
  renewSigningSecret(): Promise<string>;
  /** In force now, within two seconds after a change on another node. In a transaction, give it. */
  current(tx?: Tx): Promise<AiSettings>;
  /** With secrets, for asking. `change` is tried without being kept. @throws as update, SecretUnreadable */
  forAsking(change?: AiSettingsChange): Promise<{ settings: AiSettings; secrets: AiSecrets }>;
}

interface Deps {
  db: Db;
  clock: Clock;
  box: SecretBox;
  renderer: TemplateRenderer;
  hideFromLogs: (secret: string) => void;
}

const TTL_MS = 2_000;
const API_KEY = "ai-replies:api-key";
const SIGNING_SECRET = "ai-replies:signing-secret";
/** As Standard Webhooks writes them. */
const SECRET_PREFIX = "whsec_";

export function createAiSettings({ db, clock, box, renderer, hideFromLogs }: Deps): AiSettingsService {
  let known: { readonly until: number; readonly settings: AiSettings } | undefined;
  /** Raised by a change, so that what was being read meanwhile is not kept. */
  let generation = 0;

  function forget(): void {
    generation += 1;
    known = undefined;
  }

  function open(sealed: Buffer | null, context: string): string | null {
    if (sealed === null) return null;
    const secret = box.open(sealed, context).toString();
    hideFromLogs(secret);
    return secret;
  }

  /** What a change makes of what is stored, or why it can't be. Secrets are opened only when they are asked for. */
  function apply(stored: StoredAiSettings | undefined, { apiKey, ...change }: AiSettingsChange): StoredAiSettings {
    const before = complete(stored);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const settings: AiSettings = { ...before, ...given };
    renderer.parse(settings.prompt);
    const hasStoredKey = (stored?.apiKey ?? null) !== null;
    if (apiKey === undefined && hasStoredKey && isKeyForElsewhere(before, settings)) throw new ApiKeyNeededAgain();
    const sealed = typeof apiKey === "string" ? box.seal(apiKey, API_KEY) : null;
    const next = {
      settings,
      apiKey: apiKey === undefined ? (stored?.apiKey ?? null) : sealed,
      signingSecret: stored?.signingSecret ?? null,
      updatedAt: clock.now(),
    };
    const problems = settings.isOn ? findProblems(settings, describeSecrets(next)) : [];
    if (problems.length > 0) throw new AiSettingsIncomplete(problems);
    return next;
  }

  async function change(work: (stored: StoredAiSettings | undefined) => StoredAiSettings): Promise<AiSettingsView> {
    const next = await runInTransaction(db, async (tx) => {
      await store.lockSettings(tx);
      const written = work(await store.findSettings(tx));
      await store.writeSettings(tx, written);
      await insertEvent(tx, "ai-replies.changed", { ids: ["settings"] }, clock.now());
      return written;
    });
    forget();
    return present(next);
  }

  return {
    view: async () => present(await store.findSettings(db)),
    update: (given) => change((stored) => apply(stored, given)),
    async renewSigningSecret() {
      const secret = `${SECRET_PREFIX}${randomBytes(32).toString("base64")}`;
      await change((stored) => ({
        settings: stored?.settings ?? {},
        apiKey: stored?.apiKey ?? null,
        signingSecret: box.seal(secret, SIGNING_SECRET),
        updatedAt: clock.now(),
      }));
      return secret;
    },
    async current(tx) {
      if (known && known.until > clock.monotonicMs()) return known.settings;
      const readAt = generation;
      const settings = complete(await store.findSettings(tx ?? db));
      if (readAt === generation) known = { until: clock.monotonicMs() + TTL_MS, settings };
      return settings;
    },
    async forAsking(given = {}) {
      const stored = await store.findSettings(db);
      const { settings, apiKey, signingSecret } = apply(stored, given);
      const whole = { ...DEFAULT_AI_SETTINGS, ...settings };
      const secrets = { apiKey: open(apiKey, API_KEY), signingSecret: open(signingSecret, SIGNING_SECRET) };
      const problems = findProblems(whole, secrets);
      if (problems.length > 0) throw new AiSettingsIncomplete(problems);
      return { settings: whole, secrets };
    },
  };
}

function complete(stored: StoredAiSettings | undefined): AiSettings {
  return { ...DEFAULT_AI_SETTINGS, ...stored?.settings };
}

function describeSecrets({ apiKey, signingSecret }: Pick<StoredAiSettings, "apiKey" | "signingSecret">): AiSecrets {
  // That they are there is all that counts here.
  return { apiKey: apiKey && "sealed", signingSecret: signingSecret && "sealed" };
}

function present(stored: StoredAiSettings | undefined): AiSettingsView {
  return {
    settings: complete(stored),
    hasApiKey: (stored?.apiKey ?? null) !== null,
    hasSigningSecret: (stored?.signingSecret ?? null) !== null,
    updatedAt: stored?.updatedAt ?? null,
  };
}
