import { EmulatorRefusal } from "../core/refusal.ts";
import type { Controls } from "./controls.ts";

/** A JSON object as it came in; every member still has to be checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

interface ControlCall {
  readonly controls: Controls;
  readonly input: JsonObject;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

export interface ControlRoute {
  readonly method: "GET" | "POST" | "DELETE";
  /** Below `/__emu`; `:name` takes one segment. */
  readonly path: string;
  readonly run: (call: ControlCall) => unknown;
}

/**
 * Control bodies are the seeds of `Controls`, written by developers against the README. They are not validated member by
 * member: this is the one place where outside data is taken at its word.
 */
export function as<T>(input: JsonObject): T {
  return input as unknown as T;
}

export function textOf(value: unknown, name: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new EmulatorRefusal(`${name} must be a text`);
}

export function numberOf(value: unknown, name: string): number {
  if (typeof value === "number") return value;
  throw new EmulatorRefusal(`${name} must be a number`);
}

export function optionalNumber(value: unknown, name: string): number | undefined {
  return value === undefined || value === null ? undefined : numberOf(value, name);
}

export function optionalText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function wordOf<W extends string>(value: unknown, name: string, words: readonly W[]): W {
  const word = words.find((known) => known === value);
  if (word === undefined) throw new EmulatorRefusal(`${name} must be one of ${words.join(", ")}`);
  return word;
}

export function textsOf(value: unknown, name: string): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw new EmulatorRefusal(`${name} must be a list of texts`);
}
