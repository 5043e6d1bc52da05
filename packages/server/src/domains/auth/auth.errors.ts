import { ChasquiError } from "../../platform/errors.ts";

export class UserUnknown extends ChasquiError {
  constructor() {
    super("not-found", "user-unknown", "There is no user with this id.");
  }
}

export class EmailTaken extends ChasquiError {
  constructor() {
    super("conflict", "email-taken", "There is a user with this e-mail address already.", {
      mend: "Use another address, or change the user who has it.",
    });
  }
}

export class LastOwner extends ChasquiError {
  constructor() {
    super("refused", "last-owner", "This is the last owner who can sign in; somebody must stay in charge.", {
      mend: "Make another user an owner first.",
    });
  }
}

/** What one does to others by managing users, one does to oneself on one's own page, where the password is asked for. */
export class OwnAccount extends ChasquiError {
  constructor(what: string) {
    super("refused", "own-account", `You can't ${what} yourself here.`, {
      mend: "Use your own account's page, or ask another owner or manager.",
    });
  }
}

/** One gives only what one has, and touches only what is no stronger than oneself. */
export class ScopesNotHeld extends ChasquiError {
  constructor(sentence: string, scopes: readonly string[]) {
    super("forbidden", "scope-not-held", `${sentence}; you lack ${scopes.join(", ")}.`, {
      mend: "Ask somebody who has them, or use a key that does.",
      detail: { scopes },
    });
  }
}

export class LinkInvalid extends ChasquiError {
  constructor() {
    super("forbidden", "link-invalid", "This link was used already, has expired, or was replaced by a newer one.", {
      mend: "Ask for a new link.",
    });
  }
}

export class SetupDone extends ChasquiError {
  constructor() {
    super("refused", "setup-done", "Chasqui is set up already.", {
      mend: "Sign in; if you have lost your password: chasqui user reset-password <e-mail>",
    });
  }
}

/** The same whether the e-mail address or the password is wrong: nobody shall find out who has an account. */
export class SignInRefused extends ChasquiError {
  constructor() {
    super("unauthenticated", "sign-in-refused", "The e-mail address or the password is wrong.", {
      mend: "Check both. An owner or a manager can make you a link for a new password.",
    });
  }
}

export class TooManySignIns extends ChasquiError {
  constructor(retryAfterMs: number) {
    super("too-many", "too-many-sign-ins", "Too many attempts failed.", {
      mend: "Wait as long as Retry-After says, then try again.",
      detail: { retryAfterMs },
    });
  }
}

/** Told only to who knows the password. */
export class UserDisabled extends ChasquiError {
  constructor() {
    super("forbidden", "user-disabled", "This account is disabled.", { mend: "Ask an owner or a manager." });
  }
}

export class PasswordWrong extends ChasquiError {
  constructor() {
    super("forbidden", "password-wrong", "The current password is wrong.");
  }
}

export class PasswordTooWeak extends ChasquiError {
  constructor(reason: string, sentence: string) {
    super("invalid", "password-too-weak", sentence, {
      mend: "Several unrelated words make a password that is long and easy to remember.",
      detail: { reason },
    });
  }
}

export class SessionUnknown extends ChasquiError {
  constructor() {
    super("not-found", "session-unknown", "There is no session with this id.");
  }
}
