import type { Setting } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { findText } from "../../components/find-text.ts";
import { useFormat } from "../../components/use-format.ts";

/** A setting's value in words, as for its default. */
export function useShownValue(): (setting: Pick<Setting, "name">, value: unknown) => string {
  const { t, i18n } = useTranslation();
  const { number } = useFormat();
  return ({ name }, value) => {
    if (value === null || value === "") return t("settings.notSet");
    if (Array.isArray(value)) return value.length === 0 ? t("settings.none") : value.join(", ");
    if (typeof value === "number") return `${number(value)} ${findText(`settings.units.${name}`) ?? ""}`.trim();
    if (name === "defaultCountry")
      return new Intl.DisplayNames(i18n.language, { type: "region" }).of(String(value)) ?? "";
    return findText(`settings.choices.${name}.${value}`) ?? String(value);
  };
}
