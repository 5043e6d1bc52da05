import { Button } from "@mantine/core";
import { IconFilterOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/empty-state.tsx";
import { type ConversationFilters, inboxRoute } from "./filters.ts";

/** There are conversations, but none that is searched for. */
export function NothingFits({ filters }: { readonly filters: ConversationFilters }) {
  const { t } = useTranslation();
  const navigate = inboxRoute.useNavigate();
  return (
    <EmptyState
      icon={IconFilterOff}
      title={t("inbox.noMatch.title")}
      text={t(filters.q === undefined ? "inbox.noMatch.text" : "inbox.noMatch.searchText")}
      action={
        <Button variant="default" onClick={() => void navigate({ to: ".", search: {}, replace: true })}>
          {t("common.clearFilters")}
        </Button>
      }
    />
  );
}
