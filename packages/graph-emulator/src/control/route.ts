import type { Emulation } from "../emulation.ts";
import type { JsonObject } from "../http/body.ts";
import type { Controls } from "./controls.ts";
import { ControlRefusal } from "./find.ts";

interface ControlCall {
  readonly emulation: Emulation;
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

export function textList(value: unknown, name: string): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw new ControlRefusal(`${name} must be a list of texts`);
}

export function textOf(value: unknown, name: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new ControlRefusal(`${name} must be a text`);
}

export function optionalText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
