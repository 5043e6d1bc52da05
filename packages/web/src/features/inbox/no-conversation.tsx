import { Kbd, Text } from "@mantine/core";
import { IconMessages } from "@tabler/icons-react";
import { Trans, useTranslation } from "react-i18next";
import classes from "./inbox.module.css";

/** What stands beside the list while no conversation is open. */
export function NoConversation() {
  const { t } = useTranslation();
  return (
    <div className={classes.nothingOpen}>
      <IconMessages size={40} stroke={1.25} aria-hidden />
      <Text fw={500}>{t("inbox.nothingOpen.title")}</Text>
      <Text size="sm" c="dimmed">
        <Trans i18nKey="inbox.nothingOpen.text" components={{ next: <Kbd />, previous: <Kbd />, open: <Kbd /> }} />
      </Text>
    </div>
  );
}
