import type { Channel } from "@chasqui/client";
import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface ChannelSelectProps {
  readonly channels: readonly Channel[];
  readonly value: string | undefined;
  readonly onChange: (channelId: string) => void;
}

/** On which channel something is sent. */
export function ChannelSelect({ channels, value, onChange }: ChannelSelectProps) {
  const { t } = useTranslation();
  return (
    <Select
      label={t("destinations.channel")}
      allowDeselect={false}
      value={value ?? null}
      onChange={(id) => id !== null && onChange(id)}
      data={channels.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
