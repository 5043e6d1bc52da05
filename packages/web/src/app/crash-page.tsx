import { Box, Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../components/error-state.tsx";

/** What is shown when a page could not be drawn, or its code not be fetched (the server is away, or was updated meanwhile). */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const isCodeMissing = /dynamically imported module|module script|Importing a module/i.test(String(error));
  useDocumentTitle(`${t("shell.crash.title")} · Chasqui`);
  return (
    <Box p="md" maw={700} mx="auto">
      <ErrorState
        error={error}
        level={1}
        title={t(isCodeMissing ? "shell.crash.codeMissing" : "shell.crash.title")}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
        action={
          <Button variant="default" onClick={() => window.location.reload()}>
            {t("shell.crash.reload")}
          </Button>
        }
      />
    </Box>
  );
}
