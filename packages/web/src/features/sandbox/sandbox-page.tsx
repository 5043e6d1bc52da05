import type { Channel } from "@chasqui/client";
import { Button } from "@mantine/core";
import { IconDeviceMobile, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { Page } from "../../components/page.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { useAction } from "../../components/use-action.ts";
import { PageActions } from "./page-actions.tsx";
import { channelsQuery, findSandboxes } from "./queries.ts";
import { useReset } from "./use-reset.ts";
import { Workbench } from "./workbench.tsx";

const route = getRouteApi("/shell/sandbox");

/** A virtual phone: people are invented, one writes as them, and sees what Chasqui answers. */
export function SandboxPage() {
  const channels = useQuery(channelsQuery);
  if (channels.isError) {
    return (
      <Frame>
        <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />
      </Frame>
    );
  }
  if (channels.isPending) return <Loading />;
  return <Phones sandboxes={findSandboxes(channels.data.items)} />;
}

function Phones({ sandboxes }: { readonly sandboxes: readonly Channel[] }) {
  const { channelId } = route.useSearch();
  const channel = sandboxes.find(({ id }) => id === channelId) ?? sandboxes[0];
  const reset = useReset(channel?.id);
  if (channel === undefined) return <NoSandbox />;
  // What is on its way out is no longer asked for.
  if (reset.isPending) return <Loading />;
  const action = <PageActions channel={channel} sandboxes={sandboxes} onReset={() => reset.mutate()} />;
  return <Workbench key={channel.id} channel={channel} action={action} />;
}

function Frame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Page title={t("sandbox.title")} text={t("sandbox.text")} width="full">
      {children}
    </Page>
  );
}

function Loading() {
  return (
    <Frame>
      <RowSkeletons rows={8} />
    </Frame>
  );
}

function NoSandbox() {
  const { t } = useTranslation();
  const mayAdd = useCan("channels:write");
  const add = useAction({
    run: () => api.channels.create({ kind: "sandbox", name: t("channels.kinds.sandbox.name"), config: {} }),
    changes: [["channels"]],
  });
  return (
    <Frame>
      <EmptyState
        icon={IconDeviceMobile}
        title={t("sandbox.none.title")}
        text={t("sandbox.none.text")}
        action={
          mayAdd && (
            <Button leftSection={<IconPlus size={16} />} loading={add.isPending} onClick={() => add.mutate()}>
              {t("sandbox.none.add")}
            </Button>
          )
        }
      />
    </Frame>
  );
}
