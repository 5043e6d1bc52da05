import type { Channel } from "@chasqui/client";
import { IconUsersGroup } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Section } from "../../components/detail.tsx";
import { ButtonLink } from "../../components/links.tsx";

/** The way to the groups that the channel's account is in, where its kind has groups. */
export function GroupsSection({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  if (channel.kind === "cloud-api") return null;
  return (
    <Section
      title={t("groups.title")}
      text={t("groups.text")}
      action={
        <ButtonLink
          to="/channels/$channelId/groups"
          params={{ channelId: channel.id }}
          variant="default"
          leftSection={<IconUsersGroup size={16} />}
        >
          {t("groups.open")}
        </ButtonLink>
      }
    />
  );
}
