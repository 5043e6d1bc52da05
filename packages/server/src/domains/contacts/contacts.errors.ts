import { ChasquiError } from "../../platform/errors.ts";

export class ContactUnknown extends ChasquiError {
  constructor() {
    super("not-found", "contact-unknown", "There is no contact with this id.");
  }
}

export class ContactMergeImpossible extends ChasquiError {
  constructor() {
    super("conflict", "contact-merge-impossible", "These two are one contact already.");
  }
}

export class ContactNotMerged extends ChasquiError {
  constructor() {
    super("conflict", "contact-not-merged", "This contact was not merged into the other one.", {
      mend: "The contact's `merged` lists what can be split off.",
    });
  }
}

export class TooManyFields extends ChasquiError {
  constructor(limit: number) {
    super("invalid", "too-many-fields", `A contact may have at most ${limit} fields.`, {
      mend: "Delete fields that nobody needs by giving them the value null.",
      detail: { limit },
    });
  }
}

export class SuppressionUnknown extends ChasquiError {
  constructor() {
    super("not-found", "suppression-unknown", "This contact has no such suppression.");
  }
}

export class TagUnknown extends ChasquiError {
  constructor() {
    super("not-found", "tag-unknown", "There is no tag with this id.");
  }
}

export class TagNameTaken extends ChasquiError {
  constructor(name: string) {
    super("conflict", "tag-name-taken", `There is a tag called "${name}" already.`, { mend: "Choose another name." });
  }
}

export class TooManyTags extends ChasquiError {
  constructor(limit: number) {
    super("refused", "too-many-tags", `There may be at most ${limit} tags.`, {
      mend: "Delete tags that nobody uses any more.",
      detail: { limit },
    });
  }
}
