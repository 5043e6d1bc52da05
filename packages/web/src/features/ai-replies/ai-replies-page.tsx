import type { AiSettings } from "@chasqui/client";
import { Stack, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeFilters } from "../../app/search-params.ts";
import { useCan } from "../../app/session.ts";
import { ErrorState } from "../../components/error-state.tsx";
import { Page } from "../../components/page.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { AiEditor } from "./ai-editor.tsx";
import { AiRepliesList } from "./ai-replies-list.tsx";
import { AiSwitch, WhatIsMissing } from "./ai-switch.tsx";
import { HandOvers } from "./hand-overs.tsx";
import { aiSettingsQuery } from "./queries.ts";
import { UsageSection } from "./usage-section.tsx";

const route = getRouteApi("/shell/ai-replies");

/** Answers written by a language model: off until somebody turns them on. */
export function AiRepliesPage() {
  const { t } = useTranslation();
  const settings = useQuery(aiSettingsQuery);
  const mayWrite = useCan("ai-replies:write");
  const [refusal, setRefusal] = useState<Error>();
  return (
    <Page
      title={t("aiReplies.title")}
      text={t("aiReplies.text")}
      badge={
        settings.data && (
          <StateBadge
            tone={settings.data.isOn ? "done" : "off"}
            label={t(settings.data.isOn ? "aiReplies.on" : "aiReplies.off")}
          />
        )
      }
      action={mayWrite && settings.data && <AiSwitch settings={settings.data} onRefused={setRefusal} />}
    >
      {settings.isPending && <RowSkeletons rows={8} />}
      {settings.isError && <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />}
      {refusal !== undefined && <WhatIsMissing error={refusal} />}
      {settings.data && <Views settings={settings.data} mayWrite={mayWrite} />}
    </Page>
  );
}

function Views({ settings, mayWrite }: { readonly settings: AiSettings; readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const view = filters.view ?? "setup";
  return (
    <Tabs
      value={view}
      onChange={(next) =>
        void navigate({ search: changeFilters({}, { view: next === "replies" ? ("replies" as const) : undefined }) })
      }
      keepMounted={false}
    >
      <Tabs.List mb="lg">
        <Tabs.Tab value="setup">{t("aiReplies.views.setup")}</Tabs.Tab>
        <Tabs.Tab value="replies">{t("aiReplies.views.replies")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="setup">
        <AiEditor settings={settings} mayWrite={mayWrite} />
      </Tabs.Panel>
      <Tabs.Panel value="replies">
        <Stack>
          <UsageSection />
          <AiRepliesList />
          <HandOvers />
        </Stack>
      </Tabs.Panel>
    </Tabs>
  );
}
