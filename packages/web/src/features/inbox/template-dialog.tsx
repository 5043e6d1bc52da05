import type { ConversationDetail, MessageTemplate } from "@chasqui/client";
import { SegmentedControl, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { Dialog } from "../../components/dialog.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { fillTemplateBody } from "../../components/message/message-content.rules.ts";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import classes from "./composer.module.css";
import { OwnTemplates } from "./own-templates.tsx";
import { messageTemplatesQuery } from "./queries.ts";
import { TemplateForm } from "./template-form.tsx";

interface TemplateDialogProps {
  readonly conversation: ConversationDetail;
  readonly name: string;
  readonly onClose: () => void;
  /** Takes one of our own texts into what is being written; left out: only WhatsApp's templates may be sent. */
  readonly onText?: (text: string) => void;
}

/** Chooses a template that WhatsApp approved and sends it filled, or takes over one of our own texts. */
export function TemplateDialog({ conversation, name, onClose, onText }: TemplateDialogProps) {
  const { t } = useTranslation();
  const mayUseOwn = useCan("templates:read") && onText !== undefined;
  const [kind, setKind] = useState(mayUseOwn ? "own" : "whatsapp");
  const [search, setSearch] = useState("");
  const [chosen, choose] = useState<MessageTemplate>();
  const field = (
    <TextInput
      data-autofocus
      aria-label={t("inbox.templates.search")}
      placeholder={t("inbox.templates.search")}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={search}
      onChange={(event) => setSearch(event.currentTarget.value)}
    />
  );
  return (
    <Dialog opened onClose={onClose} title={t("inbox.templates.title")} size="lg">
      {chosen ? (
        <TemplateForm
          conversation={conversation}
          name={name}
          template={chosen}
          onBack={() => choose(undefined)}
          onSent={onClose}
        />
      ) : (
        <Stack gap="sm">
          {mayUseOwn && (
            <SegmentedControl
              aria-label={t("inbox.templates.kind")}
              value={kind}
              onChange={setKind}
              data={[
                { value: "own", label: t("inbox.templates.own") },
                { value: "whatsapp", label: t("inbox.templates.whatsapp") },
              ]}
            />
          )}
          {field}
          {kind === "own" && onText ? (
            <OwnTemplates conversation={conversation} search={search} onText={onText} />
          ) : (
            <WhatsAppTemplates channelId={conversation.channelId} search={search} onChoose={choose} />
          )}
        </Stack>
      )}
    </Dialog>
  );
}

function WhatsAppTemplates(props: {
  readonly channelId: string;
  readonly search: string;
  readonly onChoose: (template: MessageTemplate) => void;
}) {
  const { t } = useTranslation();
  const { channelId, search, onChoose } = props;
  const templates = useQuery(messageTemplatesQuery(channelId));
  if (templates.isPending) return <RowSkeletons rows={4} />;
  if (templates.isError)
    return <ErrorState error={templates.error} level={3} onRetry={() => void templates.refetch()} />;
  const wanted = search.trim().toLocaleLowerCase();
  const sendable = templates.data.items.filter(({ status }) => status === "APPROVED");
  const found = sendable.filter((one) =>
    `${one.name} ${fillTemplateBody(one.components, []) ?? ""}`.toLocaleLowerCase().includes(wanted),
  );
  if (found.length === 0) {
    return <Text c="dimmed">{t(sendable.length === 0 ? "inbox.templates.none" : "inbox.templates.noneFits")}</Text>;
  }
  return (
    <div className={classes.choices}>
      {found.map((template) => (
        <UnstyledButton key={template.id} className={classes.templateChoice} onClick={() => onChoose(template)}>
          <span className={classes.templateName}>
            {template.name} <span className={classes.faint}>{template.language}</span>
          </span>
          <span className={classes.templateText}>{fillTemplateBody(template.components, [])}</span>
        </UnstyledButton>
      ))}
    </div>
  );
}
