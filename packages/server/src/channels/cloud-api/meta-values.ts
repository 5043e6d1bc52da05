/** Values as Meta writes them, in the forms the core uses. */

/** WhatsApp began in 2009; what claims to be older, or to come from the far future, is a mistake (milliseconds for seconds, mostly). */
const EARLIEST_SECONDS = Date.UTC(2009, 0, 1) / 1000;
const LATEST_SECONDS = Date.UTC(2100, 0, 1) / 1000;

/** Meta quotes Unix seconds in messages and statuses, and does not elsewhere. */
export function readUnixSeconds(value: unknown): Date | undefined {
  const seconds = typeof value === "string" && /^\d{1,12}$/.test(value) ? Number(value) : value;
  if (typeof seconds !== "number" || !(seconds >= EARLIEST_SECONDS && seconds < LATEST_SECONDS)) return undefined;
  return new Date(Math.trunc(seconds) * 1000);
}

/** A `wa_id` (digits) as E.164 with `+`; undefined when it is no phone number. */
export function readPhone(waId: string | undefined): string | undefined {
  const digits = waId === undefined ? undefined : /^\+?(\d{5,20})$/.exec(waId)?.[1];
  return digits === undefined ? undefined : `+${digits}`;
}
