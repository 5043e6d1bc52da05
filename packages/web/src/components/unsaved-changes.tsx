import { Button, Group, Stack, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Dialog } from "./dialog.tsx";

/** Asks before a page is left whose form holds changes. It is asked at that moment whether it does: a form just saved lets go. */
export function UnsavedChanges({ isDirty }: { readonly isDirty: () => boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty() && current.pathname !== next.pathname,
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  if (blocker.status !== "blocked") return null;
  return (
    <Dialog opened onClose={blocker.reset} title={t("fields.unsaved.title")} size="sm">
      <Stack>
        <Text>{t("fields.unsaved.text")}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={blocker.proceed}>
            {t("fields.unsaved.leave")}
          </Button>
          <Button data-autofocus onClick={blocker.reset}>
            {t("fields.unsaved.stay")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
