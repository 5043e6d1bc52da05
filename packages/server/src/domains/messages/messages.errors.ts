import type { TemplateReason } from "../../channels/message-templates.rules.ts";
import { ChasquiError } from "../../platform/errors.ts";

export class MessageUnknown extends ChasquiError {
  constructor() {
    super("not-found", "message-unknown", "There is no message with this id.");
  }
}

export class ConversationUnknown extends ChasquiError {
  constructor() {
    super("not-found", "conversation-unknown", "There is no conversation with this id.");
  }
}

export class AssigneeUnfit extends ChasquiError {
  constructor() {
    super("invalid", "assignee-unfit", "A conversation can be assigned only to a user who may answer in it.", {
      mend: "Choose a user who is not disabled and has the role agent or more.",
    });
  }
}

export class PhoneInvalid extends ChasquiError {
  constructor(given: string) {
    super("invalid", "phone-invalid", `"${given}" is not a phone number.`, {
      mend: "Write it with + and the country code, for example +34600111222.",
    });
  }
}

export class ChannelNotChosen extends ChasquiError {
  constructor(count: number) {
    super(
      "invalid",
      "channel-not-chosen",
      count === 0 ? "There is no channel to send on." : `There are ${count} channels: say which one to send on.`,
      {
        mend: count === 0 ? "Add a channel first." : "Give channelId.",
      },
    );
  }
}

export class ContentUnsupported extends ChasquiError {
  constructor(type: string, kind: string) {
    super("refused", "content-unsupported", `A ${kind} channel can't send messages of type "${type}".`);
  }
}

export class ServiceWindowClosed extends ChasquiError {
  constructor(expiredAt: Date) {
    super(
      "refused",
      "service-window-closed",
      "The contact's last message is more than 24 hours old, and then WhatsApp allows only approved templates.",
      {
        mend: "Send an approved template, or wait until the contact writes.",
        detail: { windowExpiredAt: expiredAt.toISOString() },
      },
    );
  }
}

export class ContactOptedOut extends ChasquiError {
  constructor() {
    super("refused", "contact-opted-out", "This contact asked not to be written to.", {
      mend: "Only the contact can ask to start again.",
    });
  }
}

export class StateForbids extends ChasquiError {
  constructor(action: string, state: string) {
    super("conflict", "message-state-forbids", `A message that is ${state} can't be ${action}.`, { detail: { state } });
  }
}

export class IdempotencyKeyReused extends ChasquiError {
  constructor() {
    super("conflict", "idempotency-key-reused", "This Idempotency-Key was used for another message.", {
      mend: "Use a new key for a new message.",
    });
  }
}

/** The platform would refuse a message made from this template. */
export class TemplateNotSendable extends ChasquiError {
  constructor({ code, title, mend, particulars }: TemplateReason) {
    super("refused", code, title, { mend, ...(particulars && { detail: { ...particulars } }) });
  }
}
