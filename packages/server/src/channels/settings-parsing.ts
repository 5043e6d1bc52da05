/** How drivers read the settings a person gives: all alike, so that every mistake is told in the same way. */
import { z } from "zod";
import { ChannelConfigInvalid } from "./channel.ts";

/** The error of a settings schema as a whole. */
export const settingsError = (issue: { readonly code?: string | undefined }) =>
  issue.code === "invalid_type" ? "must be an object of settings" : undefined;

export function wholeNumber(from: number, to: number) {
  const error = `must be a whole number from ${from} to ${to}`;
  return z.int({ error }).min(from, error).max(to, error);
}

/** @throws ChannelConfigInvalid with one reason a field */
export function parseSettings<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(withoutEmpty(input));
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) fields[key] = "is not a setting of this kind of channel";
    } else fields[issue.path.length > 0 ? issue.path.join(".") : "settings"] ??= issue.message;
  }
  throw new ChannelConfigInvalid(fields);
}

/** A form sends "" or null for a field left empty: that is the same as not sending it. */
function withoutEmpty(input: unknown): unknown {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return input;
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null && value !== ""),
  );
}
