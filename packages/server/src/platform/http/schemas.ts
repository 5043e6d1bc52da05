import { z } from "zod";

const FIRST_YEAR_MS = Date.parse("0001-01-01T00:00:00Z");
const LAST_YEAR_MS = Date.parse("9999-12-31T23:59:59.999Z");

/** A point in time: ISO-8601 in UTC with milliseconds outside, a Date inside. Takes any offset. */
export const dateTimeSchema = z.codec(
  z.iso
    .datetime({ offset: true, error: "must be a date and time like 2026-03-01T09:00:00Z" })
    // An offset leads beyond, and then no answer that shows the time would fit this schema again.
    .refine((text) => {
      const time = Date.parse(text);
      return !(time < FIRST_YEAR_MS || time > LAST_YEAR_MS);
    }, "must be in the years 1 to 9999 (UTC)"),
  z.date(),
  { decode: (text) => new Date(text), encode: (date) => date.toISOString() },
);

/** The id of anything of ours, as it stands in a path. */
export const idSchema = z.uuid();

const LARGEST_ROW_NUMBER = "9223372036854775807";

/** The id of a row that PostgreSQL numbers: a bigint, as text. */
export const rowNumberSchema = z
  .string()
  .regex(/^\d{1,19}$/)
  .refine((text) => text.padStart(LARGEST_ROW_NUMBER.length, "0") <= LARGEST_ROW_NUMBER, "is larger than any id");

/** The path of one thing: `/…/:id`. */
export const idParams = z.strictObject({ id: idSchema });

/** Headers of every POST that sends. Other headers pass untouched. */
export const idempotencyHeaders = z.looseObject({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/, "must be 1 to 255 printable ASCII characters")
    .optional()
    .describe("Any text that is unique to this request; repeating it answers the first result and sends nothing again"),
});

/** Of a sentence for people, see Particulars. */
export const particularsSchema = z
  .record(z.string(), z.unknown())
  .describe(
    "The names and figures in the sentence; `variant` names it where the code has several, `reason` is told within it",
  );
