import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { IconMapPinOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../components/empty-state.tsx";

/** For addresses that lead nowhere. */
export function NotFoundPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t("shell.notFound.title")} · Chasqui`);
  return (
    <EmptyState
      icon={IconMapPinOff}
      level={1}
      title={t("shell.notFound.title")}
      text={t("shell.notFound.text")}
      action={
        <Button component={Link} to="/">
          {t("shell.goHome")}
        </Button>
      }
    />
  );
}
