import type { SandboxChat, WriteSandboxMessageData } from "@chasqui/client";
import { api } from "../../app/api.ts";
import { useAction } from "../../components/use-action.ts";
import { PHONE_CHANGES } from "./queries.ts";

type Written = NonNullable<WriteSandboxMessageData["body"]>;
export type WrittenContent = Written["content"];

interface WriteInput {
  readonly content: WrittenContent;
  readonly quotedMessageId?: string;
}

/** Writes as the person whose phone it is; in a group, as who holds it. */
export function useWrite(chat: SandboxChat, writer: SandboxChat | undefined) {
  return useAction({
    run: (input: WriteInput) => api.sandbox.writeMessage(chat.id, { ...input, ...(writer && { authorId: writer.id }) }),
    changes: PHONE_CHANGES,
  });
}
