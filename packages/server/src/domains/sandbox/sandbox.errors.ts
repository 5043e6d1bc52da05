import { ChasquiError } from "../../platform/errors.ts";

export class NoSandbox extends ChasquiError {
  constructor(count: number) {
    const [message, mend] =
      count === 0
        ? ["There is no sandbox channel.", "Add a channel of the kind sandbox."]
        : [`There are ${count} sandbox channels.`, "Say which one by channelId."];
    super(count === 0 ? "refused" : "invalid", count === 0 ? "sandbox-absent" : "sandbox-not-chosen", message, {
      mend,
    });
  }
}

export class NotASandbox extends ChasquiError {
  constructor() {
    super("refused", "channel-not-a-sandbox", "This channel reaches real people; it has no virtual phone.", {
      mend: "Choose a channel of the kind sandbox.",
    });
  }
}

export class ChatUnknown extends ChasquiError {
  constructor() {
    super("not-found", "sandbox-chat-unknown", "There is no chat with this id on a virtual phone.");
  }
}

export class PhoneMessageUnknown extends ChasquiError {
  constructor() {
    super("not-found", "sandbox-message-unknown", "This chat has no message with this id.");
  }
}

export class AddressTaken extends ChasquiError {
  constructor() {
    super("conflict", "sandbox-phone-taken", "Somebody on this virtual phone has this number already.");
  }
}

export class PhoneImpossible extends ChasquiError {
  constructor() {
    super("invalid", "phone-invalid", "This is no possible phone number.", {
      mend: "Give it with + and country code, or leave it out: then a number is made up that is nobody's.",
    });
  }
}

export class NotAGroup extends ChasquiError {
  constructor() {
    super("invalid", "sandbox-not-a-group", "Only a group has members.");
  }
}

export class MembersUnknown extends ChasquiError {
  constructor() {
    super("invalid", "sandbox-members-unknown", "Members must be people of the same virtual phone.");
  }
}

export class AuthorUnfit extends ChasquiError {
  constructor(reason: string) {
    super("invalid", "sandbox-author-unfit", reason, {
      mend: "In a group say by authorId which member writes; elsewhere leave it out.",
    });
  }
}

export class CantWrite extends ChasquiError {
  constructor(reason: string, mend: string) {
    super("refused", "sandbox-person-cannot-write", reason, { mend });
  }
}

export class NothingToTap extends ChasquiError {
  constructor() {
    super("invalid", "sandbox-nothing-to-tap", "That message has no button or row with this id.", {
      mend: "Name a message of the business with buttons or a list, and the id of one of them.",
    });
  }
}

export class TooFarAhead extends ChasquiError {
  constructor() {
    super("invalid", "sandbox-too-far-ahead", "The time can be put forward by 90 days at most.", {
      mend: "Do it in several steps.",
    });
  }
}
