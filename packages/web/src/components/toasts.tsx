import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { describeError } from "./describe-error.ts";

interface Undo {
  readonly label: string;
  readonly run: () => void;
}

/** Says that something was done, with a way back where there is one. */
export function toastDone(message: string, undo?: Undo): void {
  const id = notifications.show({
    color: "fern",
    icon: <IconCheck size={18} />,
    message: undo ? <WithUndo message={message} undo={{ ...undo, run: runUndo }} /> : message,
    ...(undo && { autoClose: 10_000 }),
  });
  function runUndo(): void {
    notifications.hide(id);
    undo?.run();
  }
}

/** Says that something could not be done, why, and what helps. Stays until it is closed. */
export function toastProblem(error: unknown, t: TFunction): void {
  const { title, mend } = describeError(error, t);
  notifications.show({
    color: "red",
    icon: <IconAlertTriangle size={18} />,
    title,
    message: mend ?? "",
    autoClose: false,
  });
}

function WithUndo({ message, undo }: { readonly message: string; readonly undo: Undo }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text>{message}</Text>
      <Button size="compact-sm" variant="default" onClick={undo.run}>
        {undo.label}
      </Button>
    </Group>
  );
}
