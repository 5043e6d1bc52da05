import { useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconKeyboard, IconLanguage, IconMoon, IconSun, IconUserCircle } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "../languages.ts";
import { useLanguageChoice } from "../session.ts";
import { openShortcutHelp } from "./shortcut-help.ts";

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
  readonly run: () => void;
}

/** What the palette can do besides going to pages. */
export function useCommands(): Command[] {
  const { t, i18n } = useTranslation();
  const chooseLanguage = useLanguageChoice();
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  return [
    {
      id: "account",
      label: t("shell.pages.account"),
      icon: IconUserCircle,
      run: () => void navigate({ to: "/account" }),
    },
    { id: "light", label: t("shell.theme.useLight"), icon: IconSun, run: () => setColorScheme("light") },
    { id: "dark", label: t("shell.theme.useDark"), icon: IconMoon, run: () => setColorScheme("dark") },
    { id: "auto", label: t("shell.theme.useAuto"), icon: IconDeviceDesktop, run: () => setColorScheme("auto") },
    ...LANGUAGES.filter(({ code }) => code !== i18n.language).map(({ code, name }) => ({
      id: `language-${code}`,
      label: t("shell.language.use", { name }),
      icon: IconLanguage,
      run: () => void chooseLanguage(code),
    })),
    { id: "shortcuts", label: t("shell.shortcuts.title"), icon: IconKeyboard, run: openShortcutHelp },
  ];
}
