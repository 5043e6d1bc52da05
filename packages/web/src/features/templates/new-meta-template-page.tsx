import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../components/error-state.tsx";
import { Page } from "../../components/page.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { MetaEditor } from "./meta-editor.tsx";
import type { MetaValues } from "./meta-form.rules.ts";
import { metaChannelsQuery } from "./queries.ts";

const route = getRouteApi("/shell/templates/meta/new");

/** A new template is written and sent in to Meta. */
export function NewMetaTemplatePage() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { channel: wanted } = route.useSearch();
  const channels = useQuery(metaChannelsQuery);
  if (channels.isPending) return <PageSkeleton />;
  const channel = channels.data?.find(({ id }) => id === wanted) ?? channels.data?.[0];
  return (
    <Page
      title={t("templates.meta.add")}
      text={channel ? t("templates.meta.addText", { channel: channel.name }) : t("templates.meta.noChannel.text")}
      back={{ to: "/templates/meta", label: t("templates.meta.title") }}
    >
      {channels.isError && <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />}
      {channel && (
        <MetaEditor
          channelId={channel.id}
          initialValues={emptyTemplate(i18n.language)}
          onSaved={({ id }) =>
            navigate({
              to: "/templates/meta/$channelId/$templateId",
              params: { channelId: channel.id, templateId: id },
            })
          }
        />
      )}
    </Page>
  );
}

/** In the language of whoever writes it, as Meta names languages. */
function emptyTemplate(language: string): MetaValues {
  const metas: Readonly<Record<string, string>> = { en: "en_US", es: "es", pt: "pt_BR" };
  return {
    name: "",
    language: metas[language] ?? "en_US",
    category: "UTILITY",
    header: "",
    body: "",
    footer: "",
    buttons: [],
    examples: {},
  };
}
