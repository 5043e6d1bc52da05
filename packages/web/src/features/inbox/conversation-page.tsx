import { Drawer, Skeleton } from "@mantine/core";
import { useDocumentTitle, useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { ErrorState } from "../../components/error-state.tsx";
import { useIsPhone } from "../../components/use-is-phone.ts";
import { AiBanner } from "./ai-banner.tsx";
import { Composer } from "./composer.tsx";
import { ContactPanel } from "./contact-panel.tsx";
import classes from "./conversation.module.css";
import { ConversationHeader } from "./conversation-header.tsx";
import { useConversationName } from "./conversation-name.ts";
import { ExplanationDrawer } from "./explanation-drawer.tsx";
import { inboxRoute } from "./filters.ts";
import { conversationQuery } from "./queries.ts";
import { Thread } from "./thread.tsx";
import type { Quoted } from "./thread-actions.ts";

const route = getRouteApi("/shell/inbox/$conversationId");

/** One conversation: the thread, what is written, and who it is with. */
export function ConversationPage() {
  const { conversationId } = route.useParams();
  return <ConversationView key={conversationId} id={conversationId} />;
}

function ConversationView({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { message: around, why } = inboxRoute.useSearch();
  const isPhone = useIsPhone();
  const hasRoom = useMediaQuery("(min-width: 75em)", undefined, { getInitialValueInEffect: false }) ?? false;
  const [isPanelKept, keepPanel] = useLocalStorage({
    key: "chasqui-inbox-panel",
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const [quoted, quote] = useState<Quoted>();
  const mayRead = useCan("messages:read");
  const nameOf = useConversationName();
  const conversation = useQuery(conversationQuery(id));
  const name = conversation.data ? nameOf(conversation.data) : t("inbox.title");
  useDocumentTitle(`${name} · Chasqui`);

  if (conversation.isError) {
    return (
      <div className={classes.problem}>
        <ErrorState error={conversation.error} level={isPhone ? 1 : 2} onRetry={() => void conversation.refetch()} />
      </div>
    );
  }
  if (!conversation.data) {
    return (
      <div className={classes.conversation} role="status" aria-label={t("common.loading")}>
        <div className={classes.header}>
          <Skeleton height={20} width={180} />
        </div>
      </div>
    );
  }
  const isPanelShown = hasRoom ? isPanelKept : isDrawerOpen;
  const togglePanel = () => (hasRoom ? keepPanel(!isPanelKept) : setDrawerOpen(!isDrawerOpen));
  return (
    <>
      <section className={classes.conversation} aria-label={t("inbox.conversationWith", { name })}>
        <ConversationHeader
          conversation={conversation.data}
          name={name}
          isPanelShown={isPanelShown}
          onTogglePanel={togglePanel}
        />
        <AiBanner conversationId={id} />
        {mayRead ? (
          <Thread
            key={around ?? "latest"}
            conversation={conversation.data}
            name={name}
            around={around}
            onQuote={quote}
          />
        ) : (
          <div className={classes.problem}>{t("inbox.mayNotRead")}</div>
        )}
        <Composer conversation={conversation.data} name={name} quoted={quoted} onQuote={quote} />
      </section>
      {hasRoom && isPanelKept && (
        <aside className={classes.panel} aria-label={t("inbox.panel.title")}>
          <ContactPanel conversation={conversation.data} name={name} />
        </aside>
      )}
      {!hasRoom && (
        <Drawer
          opened={isDrawerOpen}
          onClose={() => setDrawerOpen(false)}
          position="right"
          size={isPhone ? "100%" : 360}
          title={t("inbox.panel.title")}
          closeButtonProps={{ "aria-label": t("common.close") }}
          padding={0}
          styles={{ header: { paddingInline: 16 } }}
        >
          <ContactPanel conversation={conversation.data} name={name} />
        </Drawer>
      )}
      <ExplanationDrawer messageId={why} />
    </>
  );
}
