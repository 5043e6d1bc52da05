import { Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import type { TFunction } from "i18next";

interface Destruction {
  /** Names what goes: "Remove the channel Shop?" */
  readonly title: string;
  /** What is lost by it, and what stays. */
  readonly text: string;
  /** The verb on the button: "Remove". */
  readonly verb: string;
  readonly onConfirm: () => void;
}

/** Asks before something is destroyed. The button that keeps everything has the focus. */
export function confirmDestruction({ title, text, verb, onConfirm }: Destruction, t: TFunction): void {
  modals.openConfirmModal({
    title,
    children: <Text>{text}</Text>,
    labels: { confirm: verb, cancel: t("common.keep") },
    confirmProps: { color: "red" },
    cancelProps: { "data-autofocus": true },
    closeButtonProps: { "aria-label": t("common.close") },
    onConfirm,
  });
}
