import type { AiHandOver } from "@chasqui/client";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { CursorList } from "../../components/cursor-list.tsx";
import { type Column, DataTable } from "../../components/data-table.tsx";
import { Section } from "../../components/detail.tsx";
import { findText } from "../../components/find-text.ts";
import { RelativeTime } from "../../components/relative-time.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { useCursorList } from "../../components/use-cursor-list.ts";
import { useContactName } from "./use-contact-name.ts";

/** Conversations in which a person is to go on. */
export function HandOvers() {
  const { t } = useTranslation();
  const handOvers = useCursorList({
    queryKey: ["ai-replies", "hand-overs"],
    fetchPage: (page, options) => api.aiReplies.listAiHandOvers(page, options),
  });
  const nameOf = useContactName();
  const columns: Column<AiHandOver>[] = [
    { id: "contact", header: t("aiReplies.list.contact"), onPhone: "title", cell: nameOf },
    {
      id: "why",
      header: t("aiReplies.list.why"),
      cell: ({ handOverReason }) => findText(`aiReplies.reasons.${handOverReason}`) ?? handOverReason ?? "",
    },
    {
      id: "state",
      header: t("common.state"),
      onPhone: "aside",
      cell: ({ hasPersonCome }) => (
        <StateBadge
          tone={hasPersonCome ? "done" : "waiting"}
          label={t(hasPersonCome ? "aiReplies.handOvers.taken" : "aiReplies.handOvers.waiting")}
        />
      ),
    },
    { id: "at", header: t("aiReplies.list.when"), cell: ({ handedOverAt }) => <RelativeTime at={handedOverAt} /> },
  ];
  return (
    <Section title={t("aiReplies.handOvers.title")} text={t("aiReplies.handOvers.text")}>
      <CursorList list={handOvers} empty={<Text c="dimmed">{t("aiReplies.handOvers.empty")}</Text>}>
        {(rows) => (
          <DataTable
            label={t("aiReplies.handOvers.title")}
            columns={columns}
            rows={rows}
            idOf={({ conversationId }) => conversationId}
            nameOf={nameOf}
            linkOf={({ conversationId }) => ({
              to: "/inbox/$conversationId",
              params: { conversationId },
            })}
          />
        )}
      </CursorList>
    </Section>
  );
}
