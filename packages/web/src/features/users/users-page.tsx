import type { User } from "@chasqui/client";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUserPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { CursorList } from "../../components/cursor-list.tsx";
import { type Column, DataTable } from "../../components/data-table.tsx";
import { Page } from "../../components/page.tsx";
import { PeopleTabs } from "../../components/people-tabs.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { useCursorList } from "../../components/use-cursor-list.ts";
import { InviteDialog } from "./invite-dialog.tsx";
import { UserState } from "./user-state.tsx";

/** Who may use Chasqui. */
export function UsersPage() {
  const { t } = useTranslation();
  const mayWrite = useCan("users:write");
  const [isInviting, invite] = useDisclosure(false);
  const users = useCursorList({ queryKey: ["users"], fetchPage: (page, options) => api.users.list(page, options) });
  const columns: Column<User>[] = [
    { id: "name", header: t("access.name"), cell: ({ name }) => name, onPhone: "title" },
    { id: "email", header: t("access.email"), cell: ({ email }) => email },
    { id: "role", header: t("access.role"), cell: ({ role }) => t(`access.roles.${role}.name`) },
    { id: "state", header: t("common.state"), cell: (user) => <UserState user={user} />, onPhone: "aside" },
    {
      id: "seen",
      header: t("users.lastSeen"),
      cell: ({ lastSeenAt }) => (lastSeenAt === null ? t("users.neverSeen") : <RelativeTime at={lastSeenAt} />),
    },
  ];
  return (
    <Page
      title={t("users.title")}
      text={t("users.text")}
      action={
        mayWrite && (
          <Button leftSection={<IconUserPlus size={16} />} onClick={invite.open}>
            {t("users.invite.verb")}
          </Button>
        )
      }
    >
      <PeopleTabs />
      <CursorList list={users} empty={null}>
        {(rows) => (
          <DataTable
            label={t("users.title")}
            columns={columns}
            rows={rows}
            idOf={({ id }) => id}
            nameOf={({ name }) => name}
            linkOf={({ id }) => ({ to: "/users/$userId", params: { userId: id } })}
          />
        )}
      </CursorList>
      <InviteDialog isOpen={isInviting} onClose={invite.close} />
    </Page>
  );
}
