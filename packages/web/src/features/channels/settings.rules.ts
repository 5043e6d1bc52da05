import { ChasquiProblem } from "@chasqui/client";

/** The settings of a Cloud API channel as the form holds them. Secrets are empty where they stay as they are. */
export interface CloudApiValues {
  name: string;
  phoneNumberId: string;
  businessAccountId: string;
  appId: string;
  accessToken: string;
  appSecret: string;
  verifyToken: string;
  messagesPerSecond: number | string;
  /** In percent. */
  bulkShare: number | string;
}

export interface SandboxValues {
  name: string;
  hasServiceWindow: boolean;
  messagesPerSecond: number | string;
  deliveryDelayMs: number | string;
}

export interface LinkedDeviceValues {
  name: string;
  gapSecondsFrom: number | string;
  gapSecondsTo: number | string;
  showsTyping: boolean;
}

type Config = Readonly<Record<string, unknown>>;

export function cloudApiValuesOf(name: string, config: Config): CloudApiValues {
  return {
    name,
    phoneNumberId: textOf(config.phoneNumberId),
    businessAccountId: textOf(config.businessAccountId),
    appId: textOf(config.appId),
    accessToken: "",
    appSecret: "",
    verifyToken: "",
    messagesPerSecond: numberOf(config.messagesPerSecond, 80),
    bulkShare: Math.round(numberOf(config.bulkShare, 0.6) * 100),
  };
}

/** What is sent: settings that were left empty keep their value. */
export function cloudApiConfigOf({ name: _name, bulkShare, ...values }: CloudApiValues): Record<string, unknown> {
  const given = Object.entries({ ...values, bulkShare: Number(bulkShare) / 100 });
  return Object.fromEntries(given.filter(([, value]) => value !== "").map(([key, value]) => [key, trimmed(value)]));
}

export function sandboxValuesOf(name: string, config: Config): SandboxValues {
  return {
    name,
    hasServiceWindow: config.hasServiceWindow === true,
    messagesPerSecond: numberOf(config.messagesPerSecond, 20),
    deliveryDelayMs: numberOf(config.deliveryDelayMs, 600),
  };
}

export function sandboxConfigOf({ name: _name, ...values }: SandboxValues): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

export function linkedDeviceValuesOf(name: string, config: Config): LinkedDeviceValues {
  return {
    name,
    gapSecondsFrom: numberOf(config.gapSecondsFrom, 4),
    gapSecondsTo: numberOf(config.gapSecondsTo, 12),
    showsTyping: config.showsTyping !== false,
  };
}

export function linkedDeviceConfigOf({ name: _name, ...values }: LinkedDeviceValues): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

/** What the driver found wrong with each setting, by its name. */
export function settingErrorsOf(error: unknown): Record<string, string> {
  const fields = error instanceof ChasquiProblem ? error.particulars.fields : undefined;
  if (typeof fields !== "object" || fields === null) return {};
  return Object.fromEntries(Object.entries(fields).map(([name, reason]) => [name, String(reason)]));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}

function trimmed(value: unknown): unknown {
  return typeof value === "string" ? value.trim() : value;
}
