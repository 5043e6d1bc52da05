import { Button, Group, List, Stack, Text } from "@mantine/core";
import { IconQrcode } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PairingNumberForm } from "./pairing-number-form.tsx";
import { usePair } from "./use-pairing.ts";

interface PairingStartProps {
  readonly channelId: string;
  /** Why it is not paired any more, or not yet; undefined: it never was. */
  readonly after: string | undefined;
}

/** What is about to happen, and how to begin: with a picture to scan, or with a code to type. */
export function PairingStart({ channelId, after }: PairingStartProps) {
  const { t } = useTranslation();
  const [byNumber, setByNumber] = useState(false);
  const pair = usePair(channelId);
  if (byNumber) return <PairingNumberForm channelId={channelId} onBack={() => setByNumber(false)} />;
  return (
    <Stack align="flex-start">
      {after === undefined && <PairingOutlook />}
      <Group gap="xs">
        <Button leftSection={<IconQrcode size={16} />} loading={pair.isPending} onClick={() => pair.mutate(undefined)}>
          {t(after === "pairing-timed-out" ? "channels.pairing.newCodes" : "channels.pairing.showQr")}
        </Button>
        <Button variant="default" onClick={() => setByNumber(true)}>
          {t("channels.pairing.byNumber")}
        </Button>
      </Group>
    </Stack>
  );
}

/** What pairing does, for those who have never done it. */
export function PairingOutlook() {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <Text fw={500}>{t("channels.pairing.outlook.title")}</Text>
      <List size="md" spacing={4}>
        <List.Item>{t("channels.pairing.outlook.code")}</List.Item>
        <List.Item>{t("channels.pairing.outlook.phone")}</List.Item>
        <List.Item>{t("channels.pairing.outlook.then")}</List.Item>
      </List>
    </Stack>
  );
}
