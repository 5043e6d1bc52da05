import type { User } from "@chasqui/client";
import { Button, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan, useMe } from "../../app/session.ts";
import { CopyableId } from "../../components/copyable-id.tsx";
import { Facts, Section } from "../../components/detail.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { TextLink } from "../../components/links.tsx";
import { Page } from "../../components/page.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { useAction } from "../../components/use-action.ts";
import { ROLES, RoleSelect } from "./role-select.tsx";
import { UserActions } from "./user-actions.tsx";
import { UserState } from "./user-state.tsx";

const route = getRouteApi("/shell/users/$userId");

/** One user: who they are, what they may do, what can be done about them. */
export function UserPage() {
  const { t } = useTranslation();
  const { userId } = route.useParams();
  const user = useQuery({
    queryKey: ["users", userId],
    queryFn: ({ signal }) => api.users.get(userId, { signal }),
  });
  if (user.isPending) return <PageSkeleton />;
  if (user.isError) {
    return (
      <Page title={t("users.one")} back={{ to: "/users", label: t("shell.pages.users") }}>
        <ErrorState error={user.error} onRetry={() => void user.refetch()} />
      </Page>
    );
  }
  return <UserDetail user={user.data} />;
}

function UserDetail({ user }: { readonly user: User }) {
  const { t } = useTranslation();
  const me = useMe();
  const isMe = me.id === user.id;
  const mayWrite = useCan("users:write") && !isMe && ROLES.indexOf(user.role) >= ROLES.indexOf(me.role);
  const maySeeActivity = useCan("audit-log:read");
  return (
    <Page
      title={user.name}
      width="narrow"
      badge={<UserState user={user} />}
      back={{ to: "/users", label: t("shell.pages.users") }}
      action={mayWrite && <UserActions user={user} />}
    >
      <Section title={t("users.about")}>
        <Facts
          facts={[
            { label: t("access.email"), value: user.email },
            { label: t("users.since"), value: <RelativeTime at={user.createdAt} /> },
            {
              label: t("users.lastSeen"),
              value: user.lastSeenAt === null ? t("users.neverSeen") : <RelativeTime at={user.lastSeenAt} />,
            },
            { label: t("common.id"), value: <CopyableId value={user.id} short /> },
          ]}
        />
        {isMe && <TextLink to="/account">{t("users.thisIsYou")}</TextLink>}
        {maySeeActivity && (
          <TextLink to="/activity" search={{ actorId: user.id }}>
            {t("users.seeActivity")}
          </TextLink>
        )}
      </Section>
      <RoleSection user={user} mayWrite={mayWrite} />
    </Page>
  );
}

function RoleSection({ user, mayWrite }: { readonly user: User; readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const [role, setRole] = useState(user.role);
  const save = useAction({
    run: () => api.users.update(user.id, { role }),
    changes: [["users"]],
    done: () => t("common.saved"),
  });
  return (
    <Section title={t("users.whatTheyMay")}>
      <Stack>
        <RoleSelect value={role} onChange={setRole} disabled={!mayWrite} />
        {mayWrite && (
          <Group>
            <Button disabled={role === user.role} loading={save.isPending} onClick={() => save.mutate()}>
              {t("common.save")}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}
