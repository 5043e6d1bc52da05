import type { Tx } from "../../platform/db/index.ts";
import type { ContactsService } from "../contacts/index.ts";
import type { MessagesService, ReceivedMessage } from "../messages/index.ts";
import { deleteFollowUp } from "./follow-ups.store.ts";
import { confirm, findWish } from "./opt-out.rules.ts";

interface Deps {
  readonly messages: Pick<MessagesService, "enqueue">;
  readonly contacts: Pick<ContactsService, "suppress" | "liftSuppression">;
}

/** Carries out what people ask for by STOP, BAJA, SAIR … and their opposites, confirms it once each time, and answers with the messages
 *  that asked for nothing of the kind: only those are for the rules. */
export function createOptOut({ messages, contacts }: Deps) {
  return async function takeOut(batch: readonly ReceivedMessage[], tx: Tx): Promise<ReceivedMessage[]> {
    const rest: ReceivedMessage[] = [];
    for (const message of batch) {
      const wish = message.isGroup || message.type !== "text" ? undefined : findWish(message.text ?? "");
      if (wish === undefined) {
        rest.push(message);
        continue;
      }
      if (wish.kind === "stop")
        await contacts.suppress(tx, message.contactId, "marketing", `The contact wrote "${message.text}".`);
      else await contacts.liftSuppression(tx, message.contactId, "marketing");
      await deleteFollowUp(tx, message.conversationId);
      const { conversationId, channelId } = message;
      await messages.enqueue(tx, [
        {
          conversationId,
          channelId,
          content: { type: "text", text: confirm(wish) },
          source: { kind: "autoreply", id: "opt-out" },
        },
      ]);
    }
    return rest;
  };
}
