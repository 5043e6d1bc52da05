/** Languages that people write templates in. */
const LANGUAGES = [
  "en",
  "en-GB",
  "en-US",
  "es",
  "es-AR",
  "es-ES",
  "es-MX",
  "pt",
  "pt-BR",
  "pt-PT",
  "ar",
  "bg",
  "bn",
  "ca",
  "cs",
  "da",
  "de",
  "el",
  "et",
  "eu",
  "fa",
  "fi",
  "fr",
  "gl",
  "he",
  "hi",
  "hr",
  "hu",
  "id",
  "it",
  "ja",
  "ko",
  "lt",
  "lv",
  "ms",
  "nb",
  "nl",
  "pl",
  "qu",
  "ro",
  "ru",
  "sk",
  "sl",
  "sr",
  "sv",
  "sw",
  "th",
  "tl",
  "tr",
  "uk",
  "ur",
  "vi",
  "zh-CN",
  "zh-HK",
  "zh-TW",
] as const;

/** For a select; `separator` stands between language and country: Meta writes pt_BR. */
export function listLanguages(inLanguage: string, separator: "-" | "_" = "-"): Array<{ value: string; label: string }> {
  return LANGUAGES.map((code) => ({ value: code.replace("-", separator), label: nameLanguage(code, inLanguage) }));
}

/** "Portuguese (Brazil)"; a code that is no language stays as it is. */
export function nameLanguage(code: string, inLanguage: string): string {
  try {
    return new Intl.DisplayNames(inLanguage, { type: "language" }).of(code.replace("_", "-")) ?? code;
  } catch {
    return code;
  }
}
