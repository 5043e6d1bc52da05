import { IconMessage } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { CopyableId } from "../../components/copyable-id.tsx";
import { Section } from "../../components/detail.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { Page } from "../../components/page.tsx";
import { Explanation } from "./explanation.tsx";
import { MessageSection } from "./message-section.tsx";
import { explanationQuery } from "./queries.ts";

const route = getRouteApi("/shell/messages/$messageId");

/** One message: what it says, and why it was sent or not. */
export function ExplanationPage() {
  const { t } = useTranslation();
  const { messageId } = route.useParams();
  const { data } = useQuery(explanationQuery(messageId));
  const mayReadInbox = useCan("conversations:read");
  return (
    <Page
      title={t("explanation.pageTitle")}
      text={t("explanation.text")}
      width="narrow"
      back={{ to: "/inbox", label: t("inbox.title") }}
      action={
        data &&
        mayReadInbox && (
          <ButtonLink
            to="/inbox/$conversationId"
            params={{ conversationId: data.conversationId }}
            search={{ message: messageId }}
            variant="default"
            leftSection={<IconMessage size={16} />}
          >
            {t("explanation.showInThread")}
          </ButtonLink>
        )
      }
    >
      <MessageSection messageId={messageId} />
      <Section title={t("explanation.title")}>
        <Explanation messageId={messageId} level={3} />
      </Section>
      <Section title={t("common.id")}>
        <div>
          <CopyableId value={messageId} />
        </div>
      </Section>
    </Page>
  );
}
