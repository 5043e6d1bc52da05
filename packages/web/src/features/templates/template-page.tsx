import type { Template } from "@chasqui/client";
import { Menu, Text } from "@mantine/core";
import { IconCopy, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { Section } from "../../components/detail.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { TextLink } from "../../components/links.tsx";
import { Page } from "../../components/page.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { RowMenu } from "../../components/row-menu.tsx";
import { templateQuery } from "./queries.ts";
import { TemplateEditor } from "./template-editor.tsx";
import { useTemplateActions } from "./use-template-actions.ts";

const route = getRouteApi("/shell/templates/$templateId");

/** One template of ours. */
export function TemplatePage() {
  const { t } = useTranslation();
  const { templateId } = route.useParams();
  const template = useQuery(templateQuery(templateId));
  if (template.isPending) return <PageSkeleton />;
  if (template.isError) {
    return (
      <Page title={t("templates.one")} back={{ to: "/templates", label: t("templates.title") }}>
        <ErrorState error={template.error} onRetry={() => void template.refetch()} />
      </Page>
    );
  }
  return <TemplateDetail key={templateId} template={template.data} />;
}

function TemplateDetail({ template }: { readonly template: Template }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayWrite = useCan("templates:write");
  const { duplicate, remove } = useTemplateActions({
    onRemoved: () => navigate({ to: "/templates", ignoreBlocker: true }),
    onDuplicated: ({ id }) => navigate({ to: "/templates/$templateId", params: { templateId: id } }),
  });
  return (
    <Page
      title={template.name}
      {...(template.description !== "" && { text: template.description })}
      back={{ to: "/templates", label: t("templates.title") }}
      action={
        mayWrite && (
          <RowMenu name={template.name}>
            <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => duplicate(template)}>
              {t("templates.duplicate")}
            </Menu.Item>
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => remove(template)}>
              {t("common.delete")}
            </Menu.Item>
          </RowMenu>
        )
      }
    >
      <TemplateEditor template={template} mayWrite={mayWrite} />
      <TemplateUses templateId={template.id} />
    </Page>
  );
}

function TemplateUses({ templateId }: { readonly templateId: string }) {
  const { t } = useTranslation();
  const uses = useQuery({
    queryKey: ["templates", templateId, "uses"],
    queryFn: ({ signal }) => api.templates.listUses(templateId, { signal }),
  });
  return (
    <Section title={t("templates.uses.title")} text={t("templates.uses.text")}>
      {uses.isError && <ErrorState error={uses.error} onRetry={() => void uses.refetch()} />}
      {uses.data?.items.length === 0 && <Text c="dimmed">{t("templates.uses.none")}</Text>}
      {uses.data?.items.map(({ kind, id, name }) =>
        kind === "rule" ? (
          <TextLink key={id} to="/auto-replies/$ruleId" params={{ ruleId: id }}>
            {t("templates.uses.rule", { name })}
          </TextLink>
        ) : (
          <Text key={id}>{name}</Text>
        ),
      )}
    </Section>
  );
}
