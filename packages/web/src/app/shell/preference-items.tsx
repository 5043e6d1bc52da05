import { type MantineColorScheme, Menu, useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "../languages.ts";
import { useLanguageChoice } from "../session.ts";

const SCHEMES = [
  ["light", "shell.theme.light", IconSun],
  ["dark", "shell.theme.dark", IconMoon],
  ["auto", "shell.theme.auto", IconDeviceDesktop],
] as const satisfies readonly (readonly [MantineColorScheme, string, unknown])[];

/** Light, dark, or like the system: the items of a menu. */
export function ThemeItems() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t("shell.theme.title")}</Menu.Label>
      {SCHEMES.map(([scheme, label, Icon]) => (
        <Menu.RadioItem
          key={scheme}
          value={scheme}
          checked={colorScheme === scheme}
          rightSection={<Icon size={16} />}
          closeMenuOnClick
          onChange={() => setColorScheme(scheme)}
        >
          {t(label)}
        </Menu.RadioItem>
      ))}
    </>
  );
}

/** The languages, each by its own name: the items of a menu. */
export function LanguageItems() {
  const { t, i18n } = useTranslation();
  const choose = useLanguageChoice();
  return (
    <>
      <Menu.Label>{t("shell.language.title")}</Menu.Label>
      {LANGUAGES.map(({ code, name }) => (
        <Menu.RadioItem
          key={code}
          lang={code}
          value={code}
          checked={i18n.language === code}
          closeMenuOnClick
          onChange={() => void choose(code)}
        >
          {name}
        </Menu.RadioItem>
      ))}
    </>
  );
}
