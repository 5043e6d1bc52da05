import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Few scopes by their names, many as a number with the names on hover. */
export function ScopeSummary({ scopes }: { readonly scopes: readonly string[] }) {
  const { t } = useTranslation();
  if (scopes.includes("admin")) return t("apiKeys.everything");
  if (scopes.length <= 2) return scopes.join(", ");
  return (
    <Tooltip label={scopes.join(", ")}>
      <span>{t("apiKeys.scopeCount", { count: scopes.length })}</span>
    </Tooltip>
  );
}
