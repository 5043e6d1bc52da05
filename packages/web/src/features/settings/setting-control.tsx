import { NumberInput, Select, TagsInput, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { findText } from "../../components/find-text.ts";
import type { Control } from "./control.rules.ts";

interface SettingControlProps {
  readonly name: string;
  readonly control: Control;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** Names it for those who can't see what stands beside it. */
  readonly label: string;
  readonly error: ReactNode;
  readonly disabled: boolean;
}

/** The field of one setting. */
export function SettingControl({ name, control, value, onChange, label, error, disabled }: SettingControlProps) {
  const { t, i18n } = useTranslation();
  const common = { "aria-label": label, error, disabled };
  switch (control.kind) {
    case "number":
      return (
        <NumberInput
          {...common}
          value={typeof value === "number" ? value : ""}
          onChange={(next) => onChange(next === "" ? undefined : next)}
          {...(control.min !== undefined && { min: control.min })}
          {...(control.max !== undefined && { max: control.max })}
          clampBehavior="none"
          suffix={` ${findText(`settings.units.${name}`) ?? ""}`}
          w={180}
        />
      );
    case "words":
      return (
        <TagsInput
          {...common}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
          splitChars={[","]}
          placeholder={t("settings.addWord")}
        />
      );
    case "choice":
      return (
        <Select
          {...common}
          value={String(value)}
          onChange={onChange}
          data={control.choices.map((choice) => ({
            value: choice,
            label: findText(`settings.choices.${name}.${choice}`) ?? choice,
          }))}
          allowDeselect={false}
        />
      );
    case "country":
      return (
        <Select
          {...common}
          value={typeof value === "string" ? value : null}
          onChange={onChange}
          data={listCountries(control.choices, i18n.language)}
          searchable
          clearable
          placeholder={t("settings.notSet")}
          limit={100}
        />
      );
    case "timezone":
      return (
        <Select
          {...common}
          value={String(value)}
          onChange={onChange}
          data={[...new Set([String(value), "UTC", ...Intl.supportedValuesOf("timeZone")])]}
          searchable
          allowDeselect={false}
          limit={100}
        />
      );
    case "text":
      return control.isLong ? (
        <Textarea
          {...common}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.currentTarget.value === "" ? null : event.currentTarget.value)}
          autosize
          minRows={2}
          placeholder={t("settings.notSet")}
        />
      ) : (
        <TextInput
          {...common}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

function listCountries(codes: readonly string[], language: string): Array<{ value: string; label: string }> {
  const names = new Intl.DisplayNames(language, { type: "region" });
  return codes
    .map((code) => ({ value: code, label: names.of(code) ?? code }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}
