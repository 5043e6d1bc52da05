/** Which of a template's texts is for whom. Pure. */

/** `pt_br`, `PT-BR` and `pt-BR` are one language: `pt-BR`. */
export function canonicalLanguage(language: string): string {
  const [base = "", ...rest] = language.trim().split(/[-_]/);
  return [base.toLowerCase(), ...rest.map((part) => (part.length === 2 ? part.toUpperCase() : part))].join("-");
}

/** The text in the wanted language, else in one of its relatives (`pt-BR` for `pt-PT`), else in the default language.
 *  `variants` has at least one. */
export function chooseVariant<V extends { readonly language: string }>(
  variants: readonly V[],
  wanted: string | null | undefined,
  defaultLanguage: string,
): V {
  const language = canonicalLanguage(wanted ?? defaultLanguage);
  const chosen =
    variants.find((variant) => variant.language === language) ??
    variants.find((variant) => variant.language === baseOf(language)) ??
    variants.find((variant) => baseOf(variant.language) === baseOf(language)) ??
    variants.find((variant) => variant.language === defaultLanguage) ??
    variants[0];
  if (chosen === undefined) throw new Error("a template has no text in any language");
  return chosen;
}

function baseOf(language: string): string {
  return language.split("-")[0] ?? language;
}
