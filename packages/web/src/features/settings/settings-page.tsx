import type { Setting } from "@chasqui/client";
import { Button, Text } from "@mantine/core";
import { IconFilterOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { changeFilters } from "../../app/search-params.ts";
import { Section } from "../../components/detail.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { findText } from "../../components/find-text.ts";
import { Page } from "../../components/page.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { EnvironmentSection } from "./environment-section.tsx";
import { SettingRow } from "./setting-row.tsx";

const route = getRouteApi("/shell/settings");
const SECTIONS = ["organisation", "replies", "inbox", "keeping", "system"] as const;

/** What people change while the server runs, each with what it does. */
export function SettingsPage() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const search = (q: string | undefined) => void navigate({ search: changeFilters(filters, { q }), replace: true });
  const settings = useQuery({
    queryKey: ["settings"],
    queryFn: ({ signal }) => api.settings.get({ signal }),
  });
  const fits = useFitsSearch(filters.q);
  const shown = (settings.data?.items ?? []).filter(fits);
  return (
    <Page title={t("settings.title")} text={t("settings.text")}>
      <FilterBar>
        <SearchField label={t("settings.search")} value={filters.q} onChange={search} />
      </FilterBar>
      {settings.isPending && <RowSkeletons rows={8} />}
      {settings.isError && <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.isSuccess && shown.length === 0 && (
        <EmptyState
          icon={IconFilterOff}
          title={t("common.noMatch.title")}
          text={t("settings.noMatch")}
          action={
            <Button variant="default" onClick={() => search(undefined)}>
              {t("common.clearFilters")}
            </Button>
          }
        />
      )}
      {SECTIONS.map((section) => {
        const items = shown.filter((setting) => setting.section === section);
        if (items.length === 0) return null;
        return (
          <Section
            key={section}
            title={t(`settings.sections.${section}.title`)}
            text={t(`settings.sections.${section}.text`)}
          >
            <div>
              {items.map((setting) => (
                // A change from elsewhere is what the field goes on from.
                <SettingRow key={`${setting.name} ${setting.changedAt}`} setting={setting} />
              ))}
            </div>
          </Section>
        );
      })}
      {settings.isSuccess && filters.q === undefined && <EnvironmentSection />}
      {settings.isSuccess && filters.q !== undefined && shown.length > 0 && (
        <Text size="sm" c="dimmed">
          {t("settings.shown", { count: shown.length })}
        </Text>
      )}
    </Page>
  );
}

/** Every word in a setting's name, its words for people, or the variable that fixes it; case and accents don't count. */
function useFitsSearch(search: string | undefined): (setting: Setting) => boolean {
  // Reads its texts anew in another language.
  useTranslation();
  if (search === undefined) return () => true;
  const words = fold(search).split(/\s+/);
  return ({ name, description, fixedBy }) => {
    const title = findText(`settings.names.${name}.title`) ?? "";
    const text = fold([name, title, findText(`settings.names.${name}.text`) ?? description, fixedBy ?? ""].join(" "));
    return words.every((word) => text.includes(word));
  };
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
}
