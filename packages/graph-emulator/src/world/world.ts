import type { Clock } from "../core/clock.ts";
import { createIds, type Ids } from "../core/ids.ts";
import { createRandom, type Random } from "../core/random.ts";
import type { KeepLimits, Settings } from "../options.ts";
import type { App, Business, MediaFile, Phone, Template, Thread, Token, User, Waba } from "./entities.ts";
import { createMessageStore, type MessageStore } from "./messages.ts";
import { createUserStore, type UserStore } from "./users.ts";

/** An unfinished resumable upload, or a finished one whose handle may be used. */
export interface ResumableUpload {
  readonly id: string;
  readonly appId: string;
  readonly fileName: string;
  readonly fileType: string;
  readonly fileLength: number;
  chunks: Buffer[];
  received: number;
  handle: string | undefined;
}

/** Everything that exists in this emulator. Handlers change it; nothing else holds state about Meta's side. */
export interface World {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly settings: Settings;
  readonly apps: Map<string, App>;
  readonly businesses: Map<string, Business>;
  readonly wabas: Map<string, Waba>;
  readonly phones: Map<string, Phone>;
  readonly tokens: Map<string, Token>;
  readonly users: UserStore;
  readonly messages: MessageStore;
  readonly templates: Map<string, Template>;
  readonly media: Map<string, MediaFile>;
  readonly uploads: Map<string, ResumableUpload>;
}

interface WorldDeps {
  readonly clock: Clock;
  readonly seed: number;
  readonly settings: Settings;
  readonly keep: KeepLimits;
}

export function createWorld({ clock, seed, settings, keep }: WorldDeps): World {
  return {
    clock,
    settings,
    ids: createIds(seed),
    random: createRandom(seed),
    apps: new Map(),
    businesses: new Map(),
    wabas: new Map(),
    phones: new Map(),
    tokens: new Map(),
    users: createUserStore(seed),
    messages: createMessageStore(keep.messages),
    templates: new Map(),
    media: new Map(),
    uploads: new Map(),
  };
}

/** The state between one number and one user, made on first use. */
export function threadOf(phone: Phone, user: User): Thread {
  let thread = phone.threads.get(user.key);
  if (thread === undefined) {
    thread = {
      windowUntil: 0,
      freeEntryUntil: 0,
      freeEntryOfferUntil: 0,
      phoneKnownAt: 0,
      pairDebtUntil: 0,
      pairBurstAt: 0,
      pairBurstCount: 0,
      readUpTo: 0,
      typingUntil: 0,
    };
    phone.threads.set(user.key, thread);
  }
  return thread;
}

/** Finds a template by what a send names. Deleted ones do not count. */
export function findTemplate(world: World, waba: Waba, name: string, language: string): Template | undefined {
  for (const template of world.templates.values()) {
    if (template.waba === waba && template.name === name && template.language === language) {
      if (template.status !== "DELETED") return template;
    }
  }
  return undefined;
}
