import { SimpleGrid } from "@mantine/core";
import { IconPlugConnected, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { Page } from "../../components/page.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { ChannelCard } from "./channel-card.tsx";
import { channelsQuery } from "./queries.ts";

/** The WhatsApp accounts that Chasqui sends from and receives on. */
export function ChannelsPage() {
  const { t } = useTranslation();
  const mayWrite = useCan("channels:write");
  const channels = useQuery(channelsQuery);
  const addButton = mayWrite && (
    <ButtonLink to="/channels/new" leftSection={<IconPlus size={16} />}>
      {t("channels.add")}
    </ButtonLink>
  );
  return (
    <Page title={t("channels.title")} text={t("channels.text")} action={addButton}>
      {channels.isPending && <RowSkeletons rows={4} />}
      {channels.isError && <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />}
      {channels.data?.items.length === 0 && (
        <EmptyState
          icon={IconPlugConnected}
          title={t("channels.empty.title")}
          text={t("channels.empty.text")}
          action={addButton}
        />
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        {channels.data?.items.map((channel) => (
          <ChannelCard key={channel.id} channel={channel} />
        ))}
      </SimpleGrid>
    </Page>
  );
}
