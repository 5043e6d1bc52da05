import type { SandboxChat } from "@chasqui/client";
import { IconHelpCircle, IconMessage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { ButtonLink } from "../../components/links.tsx";
import classes from "./controls.module.css";
import { usePhoneMessages } from "./use-phone-messages.ts";

/** The business's side of the chat: its conversation, and why it last wrote what it did. */
export function ChatLinks({ chat }: { readonly chat: SandboxChat }) {
  const { t } = useTranslation();
  const maySeeInbox = useCan("conversations:read");
  const maySeeMessages = useCan("messages:read");
  const { rows } = usePhoneMessages(chat.id);
  const lastAnswerId = rows.find(({ messageId }) => messageId !== null)?.messageId ?? undefined;
  const isInboxShown = maySeeInbox && chat.conversationId !== null;
  const isReasonShown = maySeeMessages && lastAnswerId !== undefined;
  if (!isInboxShown && !isReasonShown) return null;
  return (
    <div className={classes.links}>
      {isInboxShown && (
        <ButtonLink
          to="/inbox/$conversationId"
          params={{ conversationId: chat.conversationId ?? "" }}
          variant="subtle"
          size="compact-sm"
          leftSection={<IconMessage size={16} />}
        >
          {t("sandbox.links.inbox")}
        </ButtonLink>
      )}
      {isReasonShown && (
        <ButtonLink
          to="/messages/$messageId"
          params={{ messageId: lastAnswerId }}
          variant="subtle"
          size="compact-sm"
          leftSection={<IconHelpCircle size={16} />}
        >
          {t("sandbox.why")}
        </ButtonLink>
      )}
    </div>
  );
}
