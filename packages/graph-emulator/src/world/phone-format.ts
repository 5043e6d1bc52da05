/** Country calling codes of the numbers the examples use; the longest match wins. */
const COUNTRIES: ReadonlyArray<readonly [prefix: string, country: string]> = [
  ["971", "AE"],
  ["880", "BD"],
  ["598", "UY"],
  ["595", "PY"],
  ["593", "EC"],
  ["591", "BO"],
  ["506", "CR"],
  ["503", "SV"],
  ["502", "GT"],
  ["351", "PT"],
  ["254", "KE"],
  ["234", "NG"],
  ["92", "PK"],
  ["91", "IN"],
  ["90", "TR"],
  ["86", "CN"],
  ["81", "JP"],
  ["65", "SG"],
  ["63", "PH"],
  ["62", "ID"],
  ["61", "AU"],
  ["60", "MY"],
  ["58", "VE"],
  ["57", "CO"],
  ["56", "CL"],
  ["55", "BR"],
  ["54", "AR"],
  ["52", "MX"],
  ["51", "PE"],
  ["49", "DE"],
  ["44", "GB"],
  ["39", "IT"],
  ["34", "ES"],
  ["33", "FR"],
  ["31", "NL"],
  ["27", "ZA"],
  ["20", "EG"],
  ["7", "RU"],
  ["1", "US"],
];

/** The ISO country of a number, `US` when unknown: every BSUID starts with one. */
export function countryOfPhone(digits: string | undefined): string {
  if (digits === undefined) return "US";
  return COUNTRIES.find(([prefix]) => digits.startsWith(prefix))?.[1] ?? "US";
}

/** Takes out what Meta allows in a number: `+`, spaces, hyphens, parentheses, dots. Undefined when anything else is in it. */
export function phoneDigits(input: string): string | undefined {
  if (/^\d{5,15}$/.test(input)) return input;
  const digits = input.replace(/[+\s().-]/g, "");
  return /^\d{5,15}$/.test(digits) ? digits : undefined;
}

/** `15550783881` → `+1 555-078-3881`; other countries get plain groups. */
export function displayPhone(digits: string): string {
  if (digits.startsWith("1") && digits.length === 11) {
    return `+1 ${digits.slice(1, 4)}-${digits.slice(4, 7)}-${digits.slice(7)}`;
  }
  return `+${digits.slice(0, 2)} ${digits.slice(2, 5)} ${digits.slice(5)}`.trimEnd();
}
