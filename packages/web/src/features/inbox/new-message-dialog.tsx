import type { Channel } from "@chasqui/client";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import type { Destination } from "../../components/destinations/destination.ts";
import { Dialog } from "../../components/dialog.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { inboxRoute } from "./filters.ts";
import { NewMessageForm } from "./new-message-form.tsx";
import { channelsQuery } from "./queries.ts";

/** A message to somebody, or to a group, that is begun anew. It stands in the address: other pages lead to it. */
export function NewMessageDialog() {
  const { t } = useTranslation();
  const maySend = useCan("messages:send");
  const navigate = inboxRoute.useNavigate();
  const { write, group } = inboxRoute.useSearch();
  const close = () =>
    void navigate({
      to: ".",
      search: ({ write: _write, group: _group, ...now }) => now,
      replace: true,
    });
  return (
    <Dialog opened={maySend && write !== undefined} onClose={close} title={t("inbox.newMessage.title")}>
      {write !== undefined && <Prepared wanted={write} groupId={group} onClose={close} />}
    </Dialog>
  );
}

/** Waits for what the form begins with. */
function Prepared(props: {
  readonly wanted: string;
  readonly groupId: string | undefined;
  readonly onClose: () => void;
}) {
  const { wanted, groupId, onClose } = props;
  const channels = useQuery(channelsQuery);
  const channelId = chooseChannel(channels.data?.items ?? [], wanted)?.id;
  const group = useQuery({
    queryKey: ["groups", "one", groupId],
    enabled: groupId !== undefined && channelId !== undefined,
    queryFn: ({ signal }) => api.channels.getGroup(channelId ?? "", groupId ?? "", { signal }),
  });
  if (channels.isError) return <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />;
  if (!channels.data || group.isLoading) return <Skeleton height={220} />;
  const destination: Destination | undefined = group.data && {
    kind: "group",
    groupId: group.data.id,
    name: group.data.subject,
    participantCount: group.data.participantCount,
  };
  return (
    <NewMessageForm channels={channels.data.items} channelId={channelId} destination={destination} onClose={onClose} />
  );
}

/** The one that is wanted, or else the first that reaches people. */
function chooseChannel(channels: readonly Channel[], wanted: string): Channel | undefined {
  return channels.find(({ id }) => id === wanted) ?? channels.find(({ kind }) => kind !== "sandbox") ?? channels[0];
}
