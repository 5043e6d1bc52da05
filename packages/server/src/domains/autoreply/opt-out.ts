import type { Tx } from "../../platform/db/index.ts";
import type { ContactsService } from "../contacts/index.ts";
import type { MessagesService, ReceivedMessage } from "../messages/index.ts";
import type { AutoreplySettings } from "./autoreply.ports.ts";
import { deleteFollowUp } from "./follow-ups.store.ts";
import { createWishBook, type Wish, type WishBook } from "./opt-out.rules.ts";

interface Deps {
  readonly messages: Pick<MessagesService, "enqueue">;
  readonly contacts: Pick<ContactsService, "suppress" | "liftSuppression">;
  readonly settings: () => AutoreplySettings;
}

export interface OptOut {
  /** The words in force, and what is answered to them. */
  readonly wishes: () => WishBook;
  /** Carries out what people ask for by STOP, BAJA, SAIR … and their opposites, confirms it once each time, and answers with the fresh
   *  messages that asked for nothing of the kind: only those are for the rules. */
  takeOut(
    batch: readonly ReceivedMessage[],
    tx: Tx,
    mayAnswer: (message: ReceivedMessage) => Date | undefined,
  ): Promise<ReceivedMessage[]>;
}

export function createOptOut({ messages, contacts, settings }: Deps): OptOut {
  let known: { readonly of: AutoreplySettings; readonly book: WishBook } | undefined;

  function wishes(): WishBook {
    const current = settings();
    // The same object as long as nothing changed.
    if (known?.of !== current) known = { of: current, book: createWishBook(current) };
    return known.book;
  }

  async function carryOut(message: ReceivedMessage, wish: Wish, tx: Tx): Promise<void> {
    const reason = `The contact wrote "${message.text}".`;
    if (wish.kind === "stop") await contacts.suppress(tx, message.contactId, "marketing", reason);
    else await contacts.liftSuppression(tx, message.contactId, "marketing");
    await deleteFollowUp(tx, message.conversationId);
  }

  return {
    wishes,
    async takeOut(batch, tx, mayAnswer) {
      const rest: ReceivedMessage[] = [];
      const book = wishes();
      for (const message of batch) {
        const { conversationId, channelId } = message;
        const expiresAt = mayAnswer(message);
        const wish = message.isGroup || message.type !== "text" ? undefined : book.findWish(message.text ?? "");
        if (wish === undefined) {
          if (expiresAt !== undefined) rest.push(message);
          continue;
        }
        // However late it reaches us, a wish to be left alone holds; a late wish to hear more may have been taken back long since.
        if (expiresAt !== undefined || wish.kind === "stop") await carryOut(message, wish, tx);
        if (expiresAt === undefined) continue;
        const content = { type: "text", text: book.confirm(wish) } as const;
        await messages.enqueue(tx, [
          { conversationId, channelId, content, source: { kind: "autoreply", id: "opt-out" }, expiresAt },
        ]);
      }
      return rest;
    },
  };
}
