import { Button, CopyButton, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

interface OneTimeSecretProps {
  readonly label: string;
  readonly value: string;
  /** What to do with it, and that it is shown this once. */
  readonly text: string;
  readonly onClose: () => void;
}

/** A key or a link that is shown this once, ready to be copied. */
export function OneTimeSecret({ label, value, text, onClose }: OneTimeSecretProps) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Text>{text}</Text>
      <TextInput
        label={label}
        value={value}
        readOnly
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t("common.close")}
        </Button>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />} onClick={copy}>
              {t(copied ? "common.copied" : "common.copy")}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}
