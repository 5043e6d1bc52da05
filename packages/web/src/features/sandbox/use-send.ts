import type { SandboxChat } from "@chasqui/client";
import { api } from "../../app/api.ts";
import { useAction } from "../../components/use-action.ts";
import { type Attachment, takesCaption, typeOf } from "./attachments.rules.ts";
import { PHONE_CHANGES } from "./queries.ts";
import type { WrittenContent } from "./use-write.ts";

interface Unsent {
  readonly text: string;
  readonly attachment: Attachment | undefined;
  readonly quotedMessageId: string | undefined;
}

/** Sends what was typed and attached. What could not be sent is handed back. */
export function useSend(chat: SandboxChat, writer: SandboxChat | undefined, onUnsent: (unsent: Unsent) => void) {
  return useAction({
    async run(unsent: Unsent) {
      const { text, attachment, quotedMessageId } = unsent;
      try {
        const content = attachment ? await upload(attachment, text) : ({ type: "text", text } as const);
        return await api.sandbox.writeMessage(chat.id, {
          content,
          ...(writer && { authorId: writer.id }),
          ...(quotedMessageId !== undefined && { quotedMessageId }),
        });
      } catch (error) {
        onUnsent(unsent);
        throw error;
      }
    },
    changes: PHONE_CHANGES,
  });
}

async function upload(attachment: Attachment, text: string): Promise<WrittenContent> {
  const { file, kind } = attachment;
  const { id } = await api.media.upload(file, kind === "sticker" ? { as: "sticker" } : {});
  return {
    type: typeOf(attachment),
    mediaId: id,
    ...(text !== "" && takesCaption(attachment) && { caption: text }),
    ...(kind === "document" && { filename: file.name }),
  };
}
