/** From what is stored and what the environment fixes to the values in force. Pure. */
import type { Config } from "../../platform/config.ts";
import {
  definitionOf,
  isSettingName,
  SETTING_NAMES,
  type SettingName,
  type SettingValues,
} from "./settings.registry.ts";

export interface StoredSetting {
  readonly name: string;
  readonly value: unknown;
  readonly updatedAt: Date;
}

/** Values that environment variables decide. */
export type FixedSettings = Partial<SettingValues>;

export function fixedByEnvironment(config: Config): FixedSettings {
  const values: FixedSettings = {
    mediaKeepDays: config.mediaKeepDays,
    inboundKeepDays: config.inboundKeepDays,
    auditKeepDays: config.auditKeepDays,
    logLevel: config.logLevel,
    allowedPrivateUrls: [...config.allowedPrivateUrls],
  };
  const given: ReadonlySet<string> = new Set(config.given);
  const fixed = Object.entries(values).filter(([name]) => {
    const variable = isSettingName(name) ? definitionOf(name).variable : undefined;
    return variable !== undefined && given.has(variable);
  });
  return Object.fromEntries(fixed);
}

export interface ResolvedSettings {
  readonly values: SettingValues;
  /** Stored by another version, and not fit for this one: their defaults hold. */
  readonly unusable: readonly string[];
}

export function resolveSettings(stored: readonly StoredSetting[], fixed: FixedSettings): ResolvedSettings {
  const values: Record<string, unknown> = Object.fromEntries(
    SETTING_NAMES.map((name) => [name, definitionOf(name).default]),
  );
  const unusable: string[] = [];
  for (const { name, value } of stored) {
    // One of a newer version: it will know it again.
    if (!isSettingName(name)) continue;
    const parsed = definitionOf(name).schema.safeParse(value);
    if (parsed.success) values[name] = parsed.data;
    else unusable.push(name);
  }
  return { values: { ...values, ...fixed } as unknown as SettingValues, unusable };
}

export interface SettingProblem {
  readonly name: SettingName;
  readonly message: string;
}

/** What is wrong with a change beyond what each value tells by itself. */
export function findProblems(
  next: SettingValues,
  changed: readonly SettingName[],
  fixed: FixedSettings,
): SettingProblem[] {
  const problems: SettingProblem[] = [];
  for (const name of changed) {
    const { variable } = definitionOf(name);
    if (name in fixed) problems.push({ name, message: `is fixed by the environment variable ${variable}` });
  }
  const optOut = new Set(next.optOutWords.map(fold));
  const both = next.optInWords.filter((word) => optOut.has(fold(word)));
  const blamed = changed.find((name) => name === "optInWords" || name === "optOutWords");
  if (blamed !== undefined && both.length > 0) {
    problems.push({ name: blamed, message: `one word can't mean both: ${both.join(", ")}` });
  }
  return problems;
}

function fold(word: string): string {
  return word
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
}
