import type { Group } from "@chasqui/client";
import { IconMessage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../components/links.tsx";

/** Leads to the group's conversation, or to its first message where there is none yet. */
export function WriteLink({ group }: { readonly group: Group }) {
  const { t } = useTranslation();
  const { conversationId, channelId, id } = group;
  const icon = <IconMessage size={16} />;
  if (conversationId === null) {
    return (
      <ButtonLink to="/inbox" search={{ write: channelId, group: id }} leftSection={icon}>
        {t("groups.write")}
      </ButtonLink>
    );
  }
  return (
    <ButtonLink to="/inbox/$conversationId" params={{ conversationId }} leftSection={icon}>
      {t("groups.write")}
    </ButtonLink>
  );
}
