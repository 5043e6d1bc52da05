/** Codes that are numbers of a platform's, and told by the words of one of their kind. Pure. */
const FAMILIES: readonly (readonly [codes: RegExp, name: string])[] = [
  [/^meta-2\d\d$/, "meta-200"],
  [/^meta-1312\d\d$/, "meta-131020"],
  [/^meta-1380(?:[01]\d|2[01])$/, "meta-138000"],
  [/^meta-13900[0-4]$/, "meta-139000"],
  [/^meta-(?:14700[1-5]|136024|13910[0-2]|2200|259310[789]|2388\d{3})$/, "meta-not-for-sending"],
  [/^meta-\d+$/, "meta-new"],
  [/^http-\d+$/, "http"],
  [/^network-/, "meta-not-reached"],
  [/^whatsapp-(?:403|463|475)$/, "whatsapp-463"],
  [/^whatsapp-(?:429|500|503)$/, "whatsapp-429"],
  [/^whatsapp-\d+$/, "whatsapp-refused"],
];

/** Undefined: the code has words of its own, or none. */
export function familyOf(code: string): string | undefined {
  return FAMILIES.find(([codes]) => codes.test(code))?.[1];
}
