import type { Session } from "@chasqui/client";
import { Badge, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { CursorList } from "../../components/cursor-list.tsx";
import { type Column, DataTable } from "../../components/data-table.tsx";
import { Section } from "../../components/detail.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { useAction } from "../../components/use-action.ts";
import { useCursorList } from "../../components/use-cursor-list.ts";
import { describeBrowser } from "./describe-browser.ts";

const QUERY_KEY = ["me", "sessions"];

/** Where one is signed in, and the way out of each. */
export function SessionsSection() {
  const { t } = useTranslation();
  const sessions = useCursorList({
    queryKey: QUERY_KEY,
    fetchPage: (page, options) => api.me.listMySessions(page, options),
  });
  const end = useAction({
    run: (id: string) => api.me.endMySession(id),
    changes: [QUERY_KEY],
    done: () => t("account.sessions.ended"),
  });
  const endOthers = useAction({
    run: () => api.me.endMySessions({ keepCurrent: "true" }),
    changes: [QUERY_KEY],
    done: () => t("account.sessions.othersEnded"),
  });
  const browserOf = ({ userAgent }: Session) => describeBrowser(userAgent) ?? t("account.sessions.unknownBrowser");
  const columns: Column<Session>[] = [
    {
      id: "browser",
      header: t("account.sessions.browser"),
      cell: (session) => (
        <Group gap="xs">
          <Text span>{browserOf(session)}</Text>
          {session.isCurrent && (
            <Badge variant="light" color="fern" tt="none">
              {t("account.sessions.current")}
            </Badge>
          )}
        </Group>
      ),
    },
    { id: "address", header: t("account.sessions.address"), cell: ({ address }) => address },
    { id: "seen", header: t("account.sessions.lastSeen"), cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} /> },
  ];
  return (
    <Section
      title={t("account.sessions.title")}
      text={t("account.sessions.text")}
      action={
        sessions.rows.length > 1 && (
          <Button variant="default" size="xs" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t("account.sessions.endOthers")}
          </Button>
        )
      }
    >
      <CursorList list={sessions} empty={null}>
        {(rows) => (
          <DataTable
            label={t("account.sessions.title")}
            columns={columns}
            rows={rows}
            idOf={({ id }) => id}
            nameOf={browserOf}
            actionsOf={(session) =>
              !session.isCurrent && (
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-sm"
                  aria-label={t("account.sessions.endOne", { browser: browserOf(session) })}
                  onClick={() => end.mutate(session.id)}
                >
                  {t("account.sessions.end")}
                </Button>
              )
            }
          />
        )}
      </CursorList>
    </Section>
  );
}
