/** Every time zone that the browser knows, the chosen one among them. */
export function listTimezones(chosen?: string): string[] {
  const known = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  return [...new Set(chosen === undefined ? known : [chosen, ...known])];
}
