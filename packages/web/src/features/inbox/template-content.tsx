import type { ThreadMessage } from "@chasqui/client";
import { useQuery } from "@tanstack/react-query";
import { useCan } from "../../app/session.ts";
import { fillTemplateBody, readMessageContent } from "../../components/message/message-content.rules.ts";
import { MessageContent } from "../../components/message/message-content.tsx";
import { messageTemplatesQuery } from "./queries.ts";
import { useThreadActions } from "./thread-actions.ts";

/** A Meta template that was sent: the message has only its name and values, the words come from the channel's templates. */
export function TemplateContent({ message }: { readonly message: ThreadMessage }) {
  const { channelId } = useThreadActions();
  const { data } = useQuery({ ...messageTemplatesQuery(channelId), enabled: useCan("channels:read") });
  const view = readMessageContent("template", message.content);
  if (view.kind !== "template") return null;
  const template = data?.items.find(({ name, language }) => name === view.name && language === view.language);
  return (
    <MessageContent
      type={message.type}
      content={message.content}
      templateText={template && fillTemplateBody(template.components, view.values)}
    />
  );
}
