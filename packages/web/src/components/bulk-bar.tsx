import { ActionBar, ActionIcon, Button, Text } from "@mantine/core";
import type { ReactNode, Ref } from "react";
import { useTranslation } from "react-i18next";
import type { Selection } from "./data-table-parts.tsx";
import { useIsPhone } from "./use-is-phone.ts";

interface BulkButtonProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly loading?: boolean;
  readonly onClick?: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** One thing that can be done; on a phone its icon alone, so that all of them have room. */
export function BulkButton({ icon, label, ...rest }: BulkButtonProps) {
  return useIsPhone() ? (
    <ActionIcon size="lg" variant="default" aria-label={label} title={label} {...rest}>
      {icon}
    </ActionIcon>
  ) : (
    <Button size="compact-sm" variant="default" leftSection={icon} {...rest}>
      {label}
    </Button>
  );
}

interface BulkBarProps {
  readonly selection: Selection;
  /** BulkButtons: what can be done with all that are selected. */
  readonly children: ReactNode;
}

/** Appears while rows are selected: how many, what can be done with them, and a way to let go of them. */
export function BulkBar({ selection, children }: BulkBarProps) {
  const { t } = useTranslation();
  const letGo = () => selection.onChange(new Set());
  return (
    <ActionBar
      opened={selection.ids.size > 0}
      onClose={letGo}
      closeOnEscape
      aria-label={t("common.bulk.label")}
      position={{ bottom: "calc(72px + env(safe-area-inset-bottom))", left: 0, right: 0 }}
    >
      <Text size="sm">{t("common.bulk.selected", { count: selection.ids.size })}</Text>
      <ActionBar.Divider />
      {children}
      <ActionBar.CloseButton aria-label={t("common.bulk.letGo")} />
    </ActionBar>
  );
}
