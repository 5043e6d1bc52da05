import { Button, CopyButton, Stack, Text } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { PhoneNumber } from "../../components/phone-number.tsx";
import classes from "./pairing-code.module.css";

interface PairingCodeProps {
  /** Eight characters. */
  readonly code: string;
  /** E.164: on this phone it is typed. */
  readonly phone: string;
}

/** A code to type on the phone, as WhatsApp writes it there: in two halves. */
export function PairingCode({ code, phone }: PairingCodeProps) {
  const { t } = useTranslation();
  const written = `${code.slice(0, 4)}-${code.slice(4)}`;
  return (
    <Stack gap="sm" align="center" className={classes.root}>
      <Text c="dimmed">
        {t("channels.pairing.codeFor")} <PhoneNumber phone={phone} />
      </Text>
      <output className={classes.code} aria-label={t("channels.pairing.code", { code: [...written].join(" ") })}>
        {written}
      </output>
      <CopyButton value={written}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            onClick={copy}
          >
            {t(copied ? "common.copied" : "common.copy")}
          </Button>
        )}
      </CopyButton>
    </Stack>
  );
}
