import { ChasquiError } from "../../platform/errors.ts";

export class RuleUnknown extends ChasquiError {
  constructor() {
    super("not-found", "rule-unknown", "There is no rule with this id.");
  }
}

export class FollowUpRuleUnknown extends ChasquiError {
  constructor() {
    super("not-found", "follow-up-rule-unknown", "There is no follow-up rule with this id.");
  }
}

export class FollowUpUnknown extends ChasquiError {
  constructor() {
    super("not-found", "follow-up-unknown", "No follow-up is pending in this conversation.", {
      mend: "It may have been sent or cancelled already.",
    });
  }
}

export class PatternInvalid extends ChasquiError {
  constructor(reason: string, cause?: unknown) {
    super("invalid", "pattern-invalid", `The pattern can't be used: ${reason}.`, {
      mend: "Patterns are RE2 regular expressions: no look-around, no back-references, repeats up to 1000.",
      cause,
    });
  }
}

export class MatchValueEmpty extends ChasquiError {
  constructor(value: string) {
    super("invalid", "match-value-empty", `There is nothing to compare in ${JSON.stringify(value)}.`, {
      mend: "Give a word, a number or a sign, or use the kind `any` to answer every message.",
    });
  }
}

export class RuleOrderIncomplete extends ChasquiError {
  constructor(detail: { missing: readonly string[]; unknown: readonly string[] }) {
    super("conflict", "rule-order-incomplete", "The order must name every rule exactly once.", {
      mend: "List the rules again: one may have been added or deleted meanwhile.",
      detail,
    });
  }
}

export class TooManyRules extends ChasquiError {
  constructor(limit: number) {
    super("refused", "too-many-rules", `There are ${limit} rules, and no more are possible.`, {
      mend: "Delete some, or join several into one with many values.",
    });
  }
}
