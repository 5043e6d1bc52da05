import { Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconBuildingStore, IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./linked-device-notes.module.css";

const NOTES = [
  { name: "good", Icon: IconCircleCheck },
  { name: "risk", Icon: IconAlertTriangle },
  { name: "instead", Icon: IconBuildingStore },
] as const;

/** What such a channel is good for, what it risks, and when Meta's own way is the better one. */
export function LinkedDeviceNotes() {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      {NOTES.map(({ name, Icon }) => (
        <Group key={name} gap="sm" wrap="nowrap" align="flex-start">
          <Icon size={20} stroke={1.6} className={classes.icon} data-note={name} aria-hidden />
          <div>
            <Text fw={500}>{t(`channels.notes.${name}.title`)}</Text>
            <Text>{t(`channels.notes.${name}.text`)}</Text>
          </div>
        </Group>
      ))}
    </Stack>
  );
}
