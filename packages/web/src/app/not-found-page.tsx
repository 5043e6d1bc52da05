import { useDocumentTitle } from "@mantine/hooks";
import { IconMapPinOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../components/empty-state.tsx";
import { ButtonLink } from "../components/links.tsx";

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
      action={<ButtonLink to="/">{t("shell.goHome")}</ButtonLink>}
    />
  );
}
