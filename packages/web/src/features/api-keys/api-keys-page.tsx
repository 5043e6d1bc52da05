import type { ApiKey } from "@chasqui/client";
import { Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey, IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { confirmDestruction } from "../../components/confirm.tsx";
import { CursorList } from "../../components/cursor-list.tsx";
import { type Column, DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Page } from "../../components/page.tsx";
import { PeopleTabs } from "../../components/people-tabs.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { RowMenu } from "../../components/row-menu.tsx";
import { useAction } from "../../components/use-action.ts";
import { useCursorList } from "../../components/use-cursor-list.ts";
import { useNow } from "../../components/use-now.ts";
import { ApiKeyState } from "./api-key-state.tsx";
import { CreateKeyDialog } from "./create-key-dialog.tsx";
import { ScopeSummary } from "./scope-summary.tsx";

/** Keys by which programs use the API. */
export function ApiKeysPage() {
  const { t } = useTranslation();
  const mayWrite = useCan("api-keys:write");
  const [isCreating, create] = useDisclosure(false);
  const keys = useCursorList({ queryKey: ["api-keys"], fetchPage: (page, options) => api.apiKeys.list(page, options) });
  const createButton = mayWrite && (
    <Button leftSection={<IconPlus size={16} />} onClick={create.open}>
      {t("apiKeys.create.verb")}
    </Button>
  );
  return (
    <Page title={t("apiKeys.title")} text={t("apiKeys.text")} action={createButton}>
      <PeopleTabs />
      <CursorList
        list={keys}
        empty={
          <EmptyState
            icon={IconKey}
            title={t("apiKeys.empty.title")}
            text={t("apiKeys.empty.text")}
            action={createButton}
            docsHref="/docs"
          />
        }
      >
        {(rows) => <KeyTable rows={rows} mayWrite={mayWrite} />}
      </CursorList>
      <CreateKeyDialog isOpen={isCreating} onClose={create.close} />
    </Page>
  );
}

function KeyTable({ rows, mayWrite }: { readonly rows: readonly ApiKey[]; readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const now = useNow();
  const revoke = useAction({
    run: (key: ApiKey) => api.apiKeys.revoke(key.id),
    changes: [["api-keys"]],
    done: (_, { name }) => t("apiKeys.revoked", { name }),
  });
  const columns: Column<ApiKey>[] = [
    { id: "name", header: t("apiKeys.name"), cell: ({ name }) => name, onPhone: "title" },
    { id: "prefix", header: t("apiKeys.prefix"), cell: ({ prefix }) => <code>{prefix}…</code> },
    { id: "scopes", header: t("apiKeys.scopes"), cell: ({ scopes }) => <ScopeSummary scopes={scopes} /> },
    { id: "state", header: t("common.state"), cell: (key) => <ApiKeyState apiKey={key} now={now} />, onPhone: "aside" },
    {
      id: "used",
      header: t("apiKeys.lastUsed"),
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? t("apiKeys.neverUsed") : <RelativeTime at={lastUsedAt} />),
    },
  ];
  const actionsOf = (key: ApiKey) =>
    key.revokedAt === null && (
      <RowMenu name={key.name}>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} />}
          onClick={() =>
            confirmDestruction(
              {
                title: t("apiKeys.revokeTitle", { name: key.name }),
                text: t("apiKeys.revokeText"),
                verb: t("apiKeys.revoke"),
                onConfirm: () => revoke.mutate(key),
              },
              t,
            )
          }
        >
          {t("apiKeys.revoke")}
        </Menu.Item>
      </RowMenu>
    );
  return (
    <DataTable
      label={t("apiKeys.title")}
      columns={columns}
      rows={rows}
      idOf={({ id }) => id}
      nameOf={({ name }) => name}
      {...(mayWrite && { actionsOf })}
    />
  );
}
