import { CopyButton, Tooltip, UnstyledButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./copyable-id.module.css";

interface CopyableIdProps {
  readonly value: string;
  /** Show only the last characters; the whole is copied. */
  readonly short?: boolean;
}

const SHORT_LENGTH = 8;

/** An id, a URL or a token: shown as it is, copied by a click. */
export function CopyableId({ value, short = false }: CopyableIdProps) {
  const { t } = useTranslation();
  const shown = short && value.length > SHORT_LENGTH ? `…${value.slice(-SHORT_LENGTH)}` : value;
  return (
    <CopyButton value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={t(copied ? "common.copied" : "common.copy")}>
          <UnstyledButton className={classes.root} onClick={copy} aria-label={t("common.copyValue", { value: shown })}>
            <span className={classes.value}>{shown}</span>
            {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}
