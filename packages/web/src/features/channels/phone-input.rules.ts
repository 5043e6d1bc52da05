const WELL_FORMED = /^\+[1-9]\d{6,14}$/;

/** A number as people type it, as E.164; undefined: it lacks the country, or is none. */
export function readPhone(text: string): string | undefined {
  const phone = text.replace(/[\s()./-]/g, "").replace(/^00/, "+");
  return WELL_FORMED.test(phone) ? phone : undefined;
}
