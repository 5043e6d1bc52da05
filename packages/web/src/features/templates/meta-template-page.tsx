import { Button, Menu, Text } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { confirmDestruction } from "../../components/confirm.tsx";
import { CopyableId } from "../../components/copyable-id.tsx";
import { Facts, Section } from "../../components/detail.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { findText } from "../../components/find-text.ts";
import { Page } from "../../components/page.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { RowMenu } from "../../components/row-menu.tsx";
import { useAction } from "../../components/use-action.ts";
import { nameLanguage } from "./languages.ts";
import { MetaEditor } from "./meta-editor.tsx";
import { toMetaValues } from "./meta-form.rules.ts";
import { MetaMapping } from "./meta-mapping.tsx";
import { MetaQuality, MetaStatus, MetaStatusAlert } from "./meta-status.tsx";
import { type MetaTemplate, metaTemplateQuery } from "./queries.ts";

const route = getRouteApi("/shell/templates/meta/$channelId/$templateId");
/** Only these may be changed at Meta. */
const CHANGEABLE = new Set(["APPROVED", "REJECTED", "PAUSED"]);

/** One template of Meta's: its state and why, how it looks, what its placeholders stand for. */
export function MetaTemplatePage() {
  const { t } = useTranslation();
  const { channelId, templateId } = route.useParams();
  const template = useQuery(metaTemplateQuery(channelId, templateId));
  if (template.isPending) return <PageSkeleton />;
  if (template.isError) {
    return (
      <Page title={t("templates.meta.one")} back={{ to: "/templates/meta", label: t("templates.meta.title") }}>
        <ErrorState error={template.error} onRetry={() => void template.refetch()} />
      </Page>
    );
  }
  return <MetaTemplateDetail key={templateId} template={template.data} />;
}

function MetaTemplateDetail({ template }: { readonly template: MetaTemplate }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const mayWrite = useCan("channels:write");
  const [isChanging, setChanging] = useState(false);
  const { channelId, id, name, status } = template;
  const values = toMetaValues(template);
  const remove = useAction({
    run: async () => {
      await api.channels.deleteMessageTemplate(channelId, id);
      // First away from it: what is gone can't be read anew.
      await navigate({ to: "/templates/meta", search: { channel: channelId } });
    },
    changes: [["channels", channelId, "templates", "list"]],
    done: () => t("templates.meta.deleted", { name }),
  });
  const askToRemove = () =>
    confirmDestruction(
      {
        title: t("templates.meta.deleteTitle", { name }),
        text: t("templates.meta.deleteText", { language: nameLanguage(template.language, i18n.language) }),
        verb: t("common.delete"),
        onConfirm: () => remove.mutate(),
      },
      t,
    );
  return (
    <Page
      title={name}
      text={`${nameLanguage(template.language, i18n.language)} · ${findText(`templates.meta.categories.${template.category}`) ?? template.category}`}
      badge={<MetaStatus template={template} />}
      back={{ to: "/templates/meta", label: t("templates.meta.title") }}
      action={
        mayWrite && (
          <>
            {values !== undefined && CHANGEABLE.has(status) && !isChanging && (
              <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => setChanging(true)}>
                {t("templates.meta.change")}
              </Button>
            )}
            <RowMenu name={name}>
              <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={askToRemove}>
                {t("common.delete")}
              </Menu.Item>
            </RowMenu>
          </>
        )
      }
    >
      <MetaStatusAlert template={template} />
      {isChanging && values !== undefined ? (
        <>
          <Text c="dimmed">{t("templates.meta.changeText")}</Text>
          <MetaEditor channelId={channelId} templateId={id} initialValues={values} onSaved={() => setChanging(false)} />
        </>
      ) : (
        <MetaMapping template={template} mayWrite={mayWrite} />
      )}
      <Section title={t("templates.meta.about")}>
        <Facts
          facts={[
            { label: t("templates.meta.quality"), value: <MetaQuality quality={template.quality} /> },
            template.syncedAt === null
              ? undefined
              : { label: t("templates.meta.lastSynced"), value: <RelativeTime at={template.syncedAt} /> },
            { label: t("templates.meta.providerId"), value: <CopyableId value={template.providerId} /> },
          ]}
        />
      </Section>
    </Page>
  );
}
