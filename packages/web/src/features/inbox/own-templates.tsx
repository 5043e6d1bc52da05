import type { ConversationDetail } from "@chasqui/client";
import { Text, UnstyledButton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { ErrorState } from "../../components/error-state.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { useAction } from "../../components/use-action.ts";
import classes from "./composer.module.css";

interface OwnTemplatesProps {
  readonly conversation: ConversationDetail;
  readonly search: string;
  readonly onText: (text: string) => void;
}

/** Our own texts with placeholders: the one that is chosen is filled for this contact and taken into what is being written. */
export function OwnTemplates({ conversation, search, onText }: OwnTemplatesProps) {
  const { t } = useTranslation();
  const wanted = search.trim();
  const templates = useQuery({
    queryKey: ["templates", "to-write", wanted],
    queryFn: async ({ signal }) =>
      api.templates.list({ limit: 30, ...(wanted !== "" && { search: wanted }) }, { signal }),
    placeholderData: keepPreviousData,
  });
  const contactId = conversation.contact?.id;
  const fill = useAction({
    run: (templateId: string) => api.templates.preview({ templateId, ...(contactId !== undefined && { contactId }) }),
    onDone: ({ text }) => onText(text ?? ""),
  });
  if (templates.isPending) return <RowSkeletons rows={4} />;
  if (templates.isError)
    return <ErrorState error={templates.error} level={3} onRetry={() => void templates.refetch()} />;
  const { items } = templates.data;
  if (items.length === 0) {
    return <Text c="dimmed">{t(wanted === "" ? "inbox.templates.noOwn" : "inbox.templates.noneFits")}</Text>;
  }
  return (
    <div className={classes.choices}>
      {items.map(({ id, name, variants }) => (
        <UnstyledButton key={id} className={classes.templateChoice} onClick={() => fill.mutate(id)}>
          <span className={classes.templateName}>{name}</span>
          <span className={classes.templateText}>{variants[0]?.body}</span>
        </UnstyledButton>
      ))}
    </div>
  );
}
