/** Times of messages. One formatter a language is kept: making one takes longer than a whole row. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const moments = new Map<string, Intl.DateTimeFormat>();

function formatterOf(
  kept: Map<string, Intl.DateTimeFormat>,
  language: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const formatter = kept.get(language) ?? new Intl.DateTimeFormat(language, options);
  kept.set(language, formatter);
  return formatter;
}

/** Hour and minute in the viewer's zone: 14:05. */
export function formatClock(at: string, language: string): string {
  return formatterOf(clocks, language, { hour: "2-digit", minute: "2-digit" }).format(new Date(at));
}

/** The whole of it, to the second. */
export function formatMoment(at: string, language: string): string {
  return formatterOf(moments, language, { dateStyle: "long", timeStyle: "long" }).format(new Date(at));
}
