import type { GroupDetail } from "@chasqui/client";
import { ActionIcon, Alert, Text, Tooltip } from "@mantine/core";
import { IconInfoCircle, IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { CopyableId } from "../../components/copyable-id.tsx";
import { Facts, Section } from "../../components/detail.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { Page } from "../../components/page.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { useAction } from "../../components/use-action.ts";
import { GroupMarks } from "./group-marks.tsx";
import { InviteSection } from "./invite-section.tsx";
import { Participants } from "./participants.tsx";
import { groupQuery, groupsKey } from "./queries.ts";
import { WriteLink } from "./write-link.tsx";

const route = getRouteApi("/shell/channels/$channelId/groups/$groupId");

/** One group: who is in it, its invite link, and the way to its conversation. */
export function GroupPage() {
  const { t } = useTranslation();
  const { channelId, groupId } = route.useParams();
  const group = useQuery(groupQuery(channelId, groupId));
  if (group.isPending) return <PageSkeleton />;
  if (group.isError) {
    return (
      <Page title={t("groups.one")} back={{ to: "/channels/$channelId/groups", label: t("groups.title") }}>
        <ErrorState error={group.error} onRetry={() => void group.refetch()} />
      </Page>
    );
  }
  return <GroupView group={group.data} />;
}

function GroupView({ group }: { readonly group: GroupDetail }) {
  const { t } = useTranslation();
  const maySend = useCan("messages:send");
  const { id, channelId, obstacle } = group;
  const refresh = useAction({ run: () => api.channels.refreshGroup(channelId, id), changes: [groupsKey] });
  const canWrite = maySend && obstacle === null;
  return (
    <Page
      title={group.subject || t("fields.nameless")}
      text={group.description ?? undefined}
      width="narrow"
      badge={<GroupMarks group={group} />}
      back={{ to: "/channels/$channelId/groups", label: t("groups.title") }}
      action={
        <>
          {maySend && (
            <Tooltip label={t("groups.refreshOne")}>
              <ActionIcon
                variant="default"
                size={36}
                aria-label={t("groups.refreshOne")}
                loading={refresh.isPending}
                onClick={() => refresh.mutate()}
              >
                <IconRefresh size={18} />
              </ActionIcon>
            </Tooltip>
          )}
          {canWrite && <WriteLink group={group} />}
        </>
      }
    >
      {obstacle !== null && (
        <Alert color="amber" icon={<IconInfoCircle size={18} />} title={t(`groups.obstacles.${obstacleOf(obstacle)}`)}>
          <Text size="md">{t(`groups.mends.${obstacleOf(obstacle)}`)}</Text>
        </Alert>
      )}
      {maySend && group.hasInviteLink && <InviteSection group={group} />}
      <Section title={t("groups.participants")} text={t("groups.participantsText", { count: group.participantCount })}>
        <Participants participants={group.participants} />
      </Section>
      <Section title={t("groups.about")}>
        <Facts
          facts={[
            { label: t("groups.role"), value: t(`groups.roles.${group.role}`) },
            {
              label: t("groups.whoWrites"),
              value: t(group.isAnnouncement ? "groups.onlyAdmins" : "groups.everybody"),
            },
            { label: t("groups.asked"), value: <RelativeTime at={group.refreshedAt} /> },
            { label: t("groups.address"), value: <CopyableId value={group.address} /> },
            { label: t("common.id"), value: <CopyableId value={group.id} /> },
          ]}
        />
      </Section>
    </Page>
  );
}

function obstacleOf({ code }: { readonly code: string }): "group-left" | "group-for-admins" {
  return code === "group-left" ? "group-left" : "group-for-admins";
}
