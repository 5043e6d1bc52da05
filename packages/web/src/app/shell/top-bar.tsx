import { ActionIcon, Group } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { AccountMenu } from "./account-menu.tsx";
import { LiveMark } from "./live-mark.tsx";
import { Logo } from "./logo.tsx";

/** On a phone: name, state of the connection, search, account. */
export function TopBar() {
  const { t } = useTranslation();
  return (
    <Group h="100%" px="xs" justify="space-between" wrap="nowrap">
      <Logo />
      <Group gap={4} wrap="nowrap">
        <LiveMark compact />
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={t("shell.search")} onClick={spotlight.open}>
          <IconSearch size={20} />
        </ActionIcon>
        <AccountMenu compact />
      </Group>
    </Group>
  );
}
