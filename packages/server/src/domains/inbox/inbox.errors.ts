import { ChasquiError } from "../../platform/errors.ts";
import { CHANNEL_REMOVED } from "../messages/index.ts";

export class NoteUnknown extends ChasquiError {
  constructor() {
    super("not-found", "note-unknown", "There is no note with this id.");
  }
}

export class NoteOfSomebodyElse extends ChasquiError {
  constructor() {
    super("forbidden", "note-of-somebody-else", "Only who wrote a note may change or delete it.", {
      mend: "Write a note of your own.",
    });
  }
}

export class QuickReplyUnknown extends ChasquiError {
  constructor() {
    super("not-found", "quick-reply-unknown", "There is no quick reply with this id.");
  }
}

export class ShortcutTaken extends ChasquiError {
  constructor(shortcut: string) {
    super("conflict", "shortcut-taken", `There is a quick reply with the shortcut "${shortcut}" already.`, {
      mend: "Choose another shortcut.",
    });
  }
}

export class TooManyQuickReplies extends ChasquiError {
  constructor(limit: number) {
    super("refused", "too-many-quick-replies", `There may be at most ${limit} quick replies.`, {
      mend: "Delete those that nobody uses any more.",
      detail: { limit },
    });
  }
}

export class MediaGone extends ChasquiError {
  constructor() {
    super("invalid", "media-unknown", "There is no media with this id, or it has been deleted.", {
      mend: "Upload the file again.",
    });
  }
}

/** WhatsApp knows the message quoted or reacted to by its own id, or not at all. */
export class MessageNotThere extends ChasquiError {
  constructor() {
    super("conflict", "message-not-at-whatsapp", "WhatsApp does not have this message, so nothing can refer to it.", {
      mend: "Wait until it was sent, or write without referring to it.",
    });
  }
}

export class QuotedElsewhere extends ChasquiError {
  constructor() {
    super("invalid", "quoted-elsewhere", "The message quoted is not in this conversation.");
  }
}

export class ConversationChannelRemoved extends ChasquiError {
  constructor() {
    super("refused", CHANNEL_REMOVED.code, CHANNEL_REMOVED.title, { mend: CHANNEL_REMOVED.mend });
  }
}
