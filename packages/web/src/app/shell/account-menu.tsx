import { ActionIcon, Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun, IconUserCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { changeLanguage, LANGUAGES } from "../languages.ts";
import classes from "./account-menu.module.css";

/** Who is signed in; theme, language, account, sign-out. */
export function AccountMenu({ compact = false }: { readonly compact?: boolean }) {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const check = <IconCheck size={16} />;
  return (
    <Menu position={compact ? "bottom-end" : "top-start"} width={220}>
      <Menu.Target>
        {compact ? (
          <ActionIcon variant="subtle" color="gray" size={44} aria-label={t("shell.account")}>
            <IconUserCircle size={22} stroke={1.6} />
          </ActionIcon>
        ) : (
          <UnstyledButton className={classes.target}>
            <IconUserCircle size={18} stroke={1.75} />
            {t("shell.account")}
          </UnstyledButton>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("shell.theme.title")}</Menu.Label>
        {(
          [
            ["light", t("shell.theme.light"), IconSun],
            ["dark", t("shell.theme.dark"), IconMoon],
            ["auto", t("shell.theme.auto"), IconDeviceDesktop],
          ] as const
        ).map(([scheme, label, Icon]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={16} />}
            rightSection={colorScheme === scheme ? check : undefined}
            onClick={() => setColorScheme(scheme)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("shell.language.title")}</Menu.Label>
        {LANGUAGES.map(({ code, name }) => (
          <Menu.Item
            key={code}
            lang={code}
            rightSection={i18n.language === code ? check : undefined}
            onClick={() => void changeLanguage(code)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
