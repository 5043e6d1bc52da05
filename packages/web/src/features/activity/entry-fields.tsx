import type { AuditEntry } from "@chasqui/client";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** What the request gave. Values that may be secret are not shown, only that they were given. */
export function EntryFields({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation();
  if (entry.fields.length === 0) return null;
  const words = entry.fields.map(({ name, value }) => {
    if (value === undefined) return name;
    if (value === null) return `${name}: ${t("activity.nothing")}`;
    return `${name}: ${Array.isArray(value) ? value.join(", ") : String(value)}`;
  });
  return (
    <Text span size="xs" c="dimmed" lineClamp={2}>
      {words.join(" · ")}
    </Text>
  );
}
