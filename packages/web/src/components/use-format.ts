import { useTranslation } from "react-i18next";

const BYTES = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

export interface Format {
  number(value: number): string;
  /** Takes 0 to 100. */
  percent(value: number): string;
  date(at: string): string;
  dateTime(at: string): string;
  bytes(value: number): string;
  /** "a, b and c" */
  list(words: readonly string[]): string;
}

/** Numbers, dates and sizes as the viewer's language writes them, in the viewer's zone. */
export function useFormat(): Format {
  const { language } = useTranslation().i18n;
  return {
    number: (value) => value.toLocaleString(language),
    percent: (value) => (value / 100).toLocaleString(language, { style: "percent", maximumFractionDigits: 1 }),
    date: (at) => new Date(at).toLocaleDateString(language, { dateStyle: "medium" }),
    dateTime: (at) => new Date(at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" }),
    bytes(value) {
      const power = Math.min(BYTES.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3));
      const unit = BYTES[power] ?? "byte";
      return (value / 1000 ** power).toLocaleString(language, {
        style: "unit",
        unit,
        maximumFractionDigits: power > 1 ? 1 : 0,
      });
    },
    list: (words) => new Intl.ListFormat(language, { type: "conjunction" }).format(words),
  };
}
