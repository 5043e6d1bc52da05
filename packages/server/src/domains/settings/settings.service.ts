/** The settings in force, the same on every node: read at start, after every change (a NOTIFY tells the other nodes) and, because a
 *  NOTIFY may be lost, every few seconds. */
import { isDeepStrictEqual } from "node:util";
import type { Clock, Timer } from "../../platform/clock.ts";
import { type Db, type Notifications, runInTransaction } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { Logger } from "../../platform/logger.ts";
import { SettingForbidden, SettingsInvalid } from "./settings.errors.ts";
import { definitionOf, SETTING_NAMES, type SettingName, type SettingValues } from "./settings.registry.ts";
import { type FixedSettings, findProblems, resolveSettings, type StoredSetting } from "./settings.rules.ts";
import * as store from "./settings.store.ts";

export interface SettingState {
  readonly name: SettingName;
  readonly value: unknown;
  /** Null: nobody set it, or its default was set again. */
  readonly changedAt: Date | null;
  /** The environment variable that decides; null: none, it can be changed. */
  readonly fixedBy: string | null;
}

/** A value for each setting to be changed; null: its default again. */
export type SettingsChange = { readonly [N in SettingName]?: SettingValues[N] | null | undefined };

export interface Settings {
  /** The value in force now. */
  get<N extends SettingName>(name: N): SettingValues[N];
  values(): SettingValues;
  list(): SettingState[];
  /** All of the change or nothing. `mayUse` tells what the one who asks is allowed to do.
   *  @throws SettingsInvalid with every problem, SettingForbidden */
  update(change: SettingsChange, mayUse: (scope: string) => boolean): Promise<SettingState[]>;
  /** Told on every node, at start also, of values that are not what they were; before the first look each setting has its default. */
  onChanged(listener: (values: SettingValues, before: SettingValues) => void): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface SettingsDeps {
  db: Db;
  clock: Clock;
  logger: Logger;
  notifications: Notifications;
  fixed: FixedSettings;
}

const CHANNEL = "chasqui_settings";
const POLL_MS = 5_000;

export function createSettings({ db, clock, logger, notifications, fixed }: SettingsDeps): Settings {
  const listeners: Array<(values: SettingValues, before: SettingValues) => void> = [];
  let stored = new Map<string, StoredSetting>();
  let current = resolveSettings([], fixed).values;
  let reading: Promise<void> = Promise.resolve();
  let timer: Timer | undefined;
  let isStopped = false;

  async function read(): Promise<void> {
    const rows = await store.listStored(db);
    const { values, unusable } = resolveSettings(rows, fixed);
    const before = current;
    stored = new Map(rows.map((row) => [row.name, row]));
    current = values;
    if (isDeepStrictEqual(before, values)) return;
    if (unusable.length > 0) logger.warn({ settings: unusable }, "settings of another version are not understood");
    for (const listener of listeners) listener(values, before);
  }

  /** One after the other: an older answer must not come last. */
  function readAgain(): Promise<void> {
    const next = reading.then(read);
    reading = next.catch((error: unknown) => logger.warn({ err: error }, "settings could not be read; trying again"));
    return next;
  }

  function poll(): void {
    if (isStopped) return;
    timer = clock.startTimer(POLL_MS, () => void readAgain().then(poll, poll));
  }

  const list = () =>
    SETTING_NAMES.map((name) => ({
      name,
      value: current[name],
      changedAt: name in fixed ? null : (stored.get(name)?.updatedAt ?? null),
      fixedBy: name in fixed ? (definitionOf(name).variable ?? null) : null,
    }));

  return {
    get: (name) => current[name],
    values: () => current,
    list,
    async update(change, mayUse) {
      const names = SETTING_NAMES.filter((name) => change[name] !== undefined);
      refuseForbidden(names, mayUse);
      const reset = names.filter((name) => change[name] === null);
      const set = names.filter((name) => change[name] !== null).map((name) => [name, change[name]] as const);
      await runInTransaction(db, async (tx) => {
        await store.lockSettings(tx);
        const kept = (await store.listStored(tx)).filter((row) => !names.some((name) => name === row.name));
        const updatedAt = clock.now();
        const next = [...kept, ...set.map(([name, value]) => ({ name, value, updatedAt }))];
        const problems = findProblems(resolveSettings(next, fixed).values, names, fixed);
        if (problems.length > 0) throw new SettingsInvalid(problems);
        await store.deleteSettings(tx, reset);
        await store.upsertSettings(tx, Object.fromEntries(set), updatedAt);
        await insertEvent(tx, "settings.changed", { ids: names }, updatedAt);
        await store.notifyChanged(tx, CHANNEL);
      });
      await readAgain();
      return list();
    },
    onChanged: (listener) => void listeners.push(listener),
    async start() {
      notifications.on(CHANNEL, () => void readAgain().catch(() => undefined));
      await readAgain();
      poll();
    },
    async stop() {
      isStopped = true;
      timer?.cancel();
      await reading;
    },
  };
}

function refuseForbidden(names: readonly SettingName[], mayUse: (scope: string) => boolean): void {
  const scopes = new Set(names.map((name) => definitionOf(name).scope).filter((scope) => !mayUse(scope)));
  for (const scope of scopes) {
    throw new SettingForbidden(
      names.filter((name) => definitionOf(name).scope === scope),
      scope,
    );
  }
}
