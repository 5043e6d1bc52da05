import { ChasquiError } from "../../platform/errors.ts";
import { KIND_LIMITS, MEDIA_KINDS, type MediaKind } from "./media.rules.ts";

const ALL_MIMES = MEDIA_KINDS.flatMap((kind) => KIND_LIMITS[kind].mimes);
const megabytes = (bytes: number) => `${Math.round((bytes / 1024 / 1024) * 100) / 100} MB`;

export class MediaUnknown extends ChasquiError {
  constructor() {
    super("not-found", "media-unknown", "There is no media with this id, or it has been deleted.", {
      mend: "Upload the file again.",
    });
  }
}

export class MediaEmpty extends ChasquiError {
  constructor() {
    super("invalid", "media-empty", "The file is empty.", { mend: "Send the file itself as the request's body." });
  }
}

export class MediaTooLarge extends ChasquiError {
  constructor(what: string, maxBytes: number) {
    super("too-large", "media-too-large", `${what} may have at most ${megabytes(maxBytes)}.`, {
      mend: "Make the file smaller, or send a link to it.",
      detail: { maxBytes },
    });
  }
}

export class MediaTypeMismatch extends ChasquiError {
  constructor(declared: string, actual: string) {
    super("invalid", "media-type-mismatch", `The file was called ${declared}, but its content is ${actual}.`, {
      mend: "Send it with its true Content-Type, or with application/octet-stream.",
      detail: { declared, actual },
    });
  }
}

export class MediaTypeUnsupported extends ChasquiError {
  constructor(actual: string, mend = "Convert it to a type that WhatsApp takes.") {
    super("invalid", "media-type-unsupported", `WhatsApp does not take files of this type (${actual}).`, {
      mend,
      detail: { actual, supported: ALL_MIMES },
    });
  }
}

export class MediaUnreadable extends ChasquiError {
  constructor(reason: string, cause?: unknown) {
    super("invalid", "media-unreadable", `The file can't be used: ${reason}.`, {
      mend: "Check that it opens on your computer, and save it anew.",
      cause,
    });
  }
}

export class MediaKindUnfit extends ChasquiError {
  constructor(wanted: string, sendableAs: readonly MediaKind[]) {
    super(
      "refused",
      "media-kind-unfit",
      sendableAs.length === 0
        ? "WhatsApp does not take this file."
        : `WhatsApp does not take this file as ${wanted}, but as ${sendableAs.join(" or ")}.`,
      { mend: "Use another message type, or upload the file in another format.", detail: { sendableAs } },
    );
  }
}

export class MediaInUse extends ChasquiError {
  constructor() {
    super("conflict", "media-in-use", "A message that is not sent yet shows this file.", {
      mend: "Cancel the message, or wait until it is sent.",
    });
  }
}
