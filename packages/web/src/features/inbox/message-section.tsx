import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { Section } from "../../components/detail.tsx";
import { MessageBubble } from "../../components/message/message-bubble.tsx";
import { MessageContent } from "../../components/message/message-content.tsx";
import { MessageTicks } from "../../components/message/message-ticks.tsx";
import { PhoneNumber } from "../../components/phone-number.tsx";

/** What a message says, as its thread shows it. */
export function MessageSection({ messageId }: { readonly messageId: string }) {
  const { t } = useTranslation();
  const message = useQuery({
    queryKey: ["messages", "one", messageId],
    queryFn: ({ signal }) => api.messages.get(messageId, { signal }),
  });
  const { data } = message;
  if (!data) return null;
  const mediaId = typeof data.content.mediaId === "string" ? data.content.mediaId : undefined;
  const isOurs = data.direction === "outbound";
  return (
    <Section
      title={t(isOurs ? "explanation.sentTo" : "explanation.receivedFrom")}
      action={<PhoneNumber phone={data.to} />}
    >
      <MessageBubble
        side={isOurs ? "right" : "left"}
        at={data.createdAt}
        meta={isOurs && <MessageTicks state={data.state} />}
      >
        <MessageContent
          type={data.type}
          content={data.content}
          isRevoked={data.revokedAt !== null}
          file={mediaId === undefined ? undefined : { url: api.media.contentUrl(mediaId), mime: "", filename: null }}
        />
      </MessageBubble>
    </Section>
  );
}
