import type { Group } from "@chasqui/client";
import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { StateBadge } from "../../components/state-badge.tsx";

/** What is out of the ordinary with a group: left, or only admins write. */
export function GroupMarks({ group }: { readonly group: Group }) {
  const { t } = useTranslation();
  if (group.leftAt !== null) return <StateBadge tone="off" label={t("groups.left")} />;
  if (group.obstacle !== null) {
    return <StateBadge tone="waiting" label={t("groups.forAdmins")} reason={t("groups.forAdminsWhy")} />;
  }
  if (!group.isAnnouncement) return null;
  return (
    <Badge variant="light" color="gray" tt="none">
      {t("groups.forAdmins")}
    </Badge>
  );
}
