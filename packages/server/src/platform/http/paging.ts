import { z } from "zod";
import { ChasquiError } from "../errors.ts";
import { isStorable } from "./json-body.ts";

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 200;

/** Fields of the query of every list: spread them into the route's own strict object. */
export const pageQueryFields = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_PAGE_SIZE)
    .default(DEFAULT_PAGE_SIZE)
    .describe("How many items at most"),
  cursor: z.string().min(1).max(1024).optional().describe("`nextCursor` of the page before"),
};

/** The answer of every list. `nextCursor` is null on the last page. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** Where a page begins, as text that callers hand back untouched. */
export interface CursorFormat<T> {
  encode(position: T): string;
  /** @throws ChasquiError cursor-invalid */
  decode(cursor: string): T;
}

/** A time within a cursor, as `toISOString` writes it. PostgreSQL knows no year 0. */
export const cursorTimeSchema = z.iso.datetime().refine((time) => !time.startsWith("0000"));

export function createCursorFormat<T>(schema: z.ZodType<T>): CursorFormat<T> {
  return {
    encode: (position) => Buffer.from(JSON.stringify(position)).toString("base64url"),
    decode(cursor) {
      try {
        const position: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
        // Encoded as it is, it has passed by the check of what comes in the URL.
        if (!isStorable(position)) throw new TypeError("it holds what can't be stored");
        return schema.parse(position);
      } catch (cause) {
        throw new ChasquiError("invalid", "cursor-invalid", "The cursor is not one that this list gave.", {
          mend: "Use nextCursor as it came, or leave the cursor out to begin again.",
          cause,
        });
      }
    },
  };
}

/** Makes a page of rows that were selected with one more than `limit`: the extra one only shows that there is more. */
export function toPage<T>(rows: readonly T[], limit: number, cursorOf: (last: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
