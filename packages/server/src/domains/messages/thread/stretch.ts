/** A stretch of a conversation, read in one direction from a place on. */
import { type RawBuilder, sql } from "kysely";

export interface Stretch {
  readonly limit: number;
  /** older: backwards, the latest first; newer: forwards. */
  readonly direction: "older" | "newer";
  /** null: from the end of time (or its beginning). */
  readonly from: StretchStart | null;
}

/** Where it begins. `id`: behind that row of the time; null: behind all of the time, or `withTime` before them. */
export interface StretchStart {
  readonly at: string;
  readonly id: string | null;
  readonly withTime: boolean;
}

interface Columns {
  readonly at: RawBuilder<unknown>;
  readonly id: RawBuilder<unknown>;
  /** Of the column id. */
  readonly idType: RawBuilder<unknown>;
}

/** Which rows are in it; the rest of a statement is `order by` and `limit` of orderStretch. */
export function isInStretch({ at, id, idType }: Columns, { direction, from }: Stretch): RawBuilder<unknown> {
  if (!from) return sql`true`;
  const beyond = direction === "older" ? sql`<` : sql`>`;
  if (from.id !== null) return sql`(${at}, ${id}) ${beyond} (${from.at}::timestamptz, ${from.id}::${idType})`;
  return sql`${at} ${beyond}${from.withTime ? sql`=` : sql``} ${from.at}::timestamptz`;
}

export function orderStretch({ at, id }: Columns, { direction, limit }: Stretch): RawBuilder<unknown> {
  const order = direction === "older" ? sql`desc` : sql`asc`;
  return sql`order by ${at} ${order}, ${id} ${order} limit ${limit}`;
}
