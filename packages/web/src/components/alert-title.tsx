import type { Alert } from "@chasqui/client";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { describeAlert } from "./describe-alert.ts";
import { TextLink } from "./links.tsx";

/** What happened; a link to the channel it happened to, where it is mended. */
export function AlertTitle({ alert }: { readonly alert: Alert }) {
  // Drawn anew when the language changes.
  useTranslation();
  const { title } = describeAlert(alert);
  if (alert.channelId === null) {
    return (
      <Text span fw={500}>
        {title}
      </Text>
    );
  }
  return (
    <TextLink to="/channels/$channelId" params={{ channelId: alert.channelId }} c="inherit" fw={500}>
      {title}
    </TextLink>
  );
}
