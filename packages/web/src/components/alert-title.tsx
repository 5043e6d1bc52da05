import type { Alert } from "@chasqui/client";
import { Text } from "@mantine/core";
import { TextLink } from "./links.tsx";

/** What happened; a link to the channel it happened to, where it is mended. */
export function AlertTitle({ alert }: { readonly alert: Alert }) {
  if (alert.channelId === null) {
    return (
      <Text span fw={500}>
        {alert.title}
      </Text>
    );
  }
  return (
    <TextLink to="/channels/$channelId" params={{ channelId: alert.channelId }} c="inherit" fw={500}>
      {alert.title}
    </TextLink>
  );
}
