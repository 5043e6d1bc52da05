import type { Template } from "@chasqui/client";
import { Menu, Text } from "@mantine/core";
import { IconCopy, IconPlus, IconTemplate, IconTrash } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { changeFilters } from "../../app/search-params.ts";
import { useCan } from "../../app/session.ts";
import { CursorList } from "../../components/cursor-list.tsx";
import { type Column, DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { Page } from "../../components/page.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { RowMenu } from "../../components/row-menu.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { useCursorList } from "../../components/use-cursor-list.ts";
import { useFormat } from "../../components/use-format.ts";
import { nameLanguage } from "./languages.ts";
import { TemplatesTabs } from "./templates-tabs.tsx";
import { useTemplateActions } from "./use-template-actions.ts";

const route = getRouteApi("/shell/templates");

/** Our own texts with placeholders. */
export function TemplatesPage() {
  const { t, i18n } = useTranslation();
  const { list: join, number } = useFormat();
  const mayWrite = useCan("templates:write");
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const search = (q: string | undefined) => void navigate({ search: changeFilters(filters, { q }), replace: true });
  const { duplicate, remove } = useTemplateActions();
  const templates = useCursorList({
    queryKey: ["templates", "list", filters],
    fetchPage: (page, options) =>
      api.templates.list({ ...page, ...(filters.q !== undefined && { search: filters.q }) }, options),
  });
  const addButton = mayWrite && (
    <ButtonLink to="/templates/new" leftSection={<IconPlus size={16} />}>
      {t("templates.add")}
    </ButtonLink>
  );
  const columns: Column<Template>[] = [
    { id: "name", header: t("templates.fields.name"), cell: ({ name }) => name, onPhone: "title", width: "22%" },
    {
      id: "text",
      header: t("templates.fields.text"),
      cell: ({ description, variants }) => (
        <Text span size="sm" c="dimmed" lineClamp={1}>
          {description || variants[0]?.body}
        </Text>
      ),
    },
    {
      id: "languages",
      header: t("templates.languages"),
      width: "20%",
      cell: ({ variants }) => join(variants.map(({ language }) => nameLanguage(language, i18n.language))),
    },
    {
      id: "variables",
      header: t("templates.variables"),
      align: "right",
      width: 90,
      cell: ({ variables }) => number(variables.length),
    },
    {
      id: "updated",
      header: t("templates.updated"),
      width: 130,
      cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
      onPhone: "aside",
    },
  ];
  return (
    <Page title={t("templates.title")} text={t("templates.text")} action={addButton}>
      <TemplatesTabs />
      <FilterBar>
        <SearchField label={t("templates.search")} value={filters.q} onChange={search} />
      </FilterBar>
      <CursorList
        list={templates}
        onClearFilters={filters.q === undefined ? undefined : () => search(undefined)}
        empty={
          <EmptyState
            icon={IconTemplate}
            title={t("templates.empty.title")}
            text={t("templates.empty.text")}
            action={addButton}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={t("templates.ours")}
            columns={columns}
            rows={rows}
            idOf={({ id }) => id}
            nameOf={({ name }) => name}
            linkOf={({ id }) => ({ to: "/templates/$templateId", params: { templateId: id } })}
            {...(mayWrite && {
              actionsOf: (template: Template) => (
                <RowMenu name={template.name}>
                  <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => duplicate(template)}>
                    {t("templates.duplicate")}
                  </Menu.Item>
                  <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => remove(template)}>
                    {t("common.delete")}
                  </Menu.Item>
                </RowMenu>
              ),
            })}
          />
        )}
      </CursorList>
    </Page>
  );
}
