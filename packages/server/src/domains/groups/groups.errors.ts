import { ChasquiError } from "../../platform/errors.ts";

export class GroupUnknown extends ChasquiError {
  constructor() {
    super("not-found", "group-unknown", "There is no such group on this channel.", {
      mend: "Refresh the list of groups: GET /channels/{id}/groups shows those that the channel's account is in.",
    });
  }
}

export class ChannelHasNoGroups extends ChasquiError {
  constructor() {
    super("conflict", "channel-has-no-groups", "Channels of this kind are in no groups.", {
      mend: "Groups need a WhatsApp Web channel; the sandbox has some to try.",
    });
  }
}

export class NoInviteLinks extends ChasquiError {
  constructor() {
    super("conflict", "no-invite-links", "Groups of this channel have no invite links.", {
      mend: "Groups of WhatsApp Web channels have.",
    });
  }
}

export class NotGroupAdmin extends ChasquiError {
  constructor(subject: string) {
    super(
      "refused",
      "not-group-admin",
      `Only admins of “${subject}” may have its invite link, and this account is none.`,
      {
        mend: "Ask an admin of the group to make this account an admin, or for the link.",
      },
    );
  }
}

/** The account is in the group no more. */
export class GroupLeft extends ChasquiError {
  constructor(reason: { readonly title: string; readonly mend: string }) {
    super("refused", "group-left", reason.title, { mend: reason.mend });
  }
}

/** Only admins may write in the group. */
export class GroupForAdmins extends ChasquiError {
  constructor(reason: { readonly title: string; readonly mend: string }) {
    super("refused", "group-for-admins", reason.title, { mend: reason.mend });
  }
}
