import { ChasquiError } from "../../platform/errors.ts";

/** Where in a template: both count from 1. */
export interface TemplatePosition {
  readonly line: number;
  readonly column: number;
}

/** The template's text is not Liquid that we take. */
export class TemplateInvalid extends ChasquiError {
  constructor(reason: string, position: TemplatePosition, cause?: unknown) {
    super("invalid", "template-invalid", `${describe(position)}: ${reason}.`, {
      mend: "Correct the template at that place.",
      detail: { ...position },
      cause,
    });
  }
}

/** A mistake in one of a template's texts. */
export interface VariantProblem extends TemplatePosition {
  readonly language: string;
  readonly message: string;
}

/** Every text of a template that is not Liquid that we take. */
export class VariantsInvalid extends ChasquiError {
  constructor(problems: readonly VariantProblem[]) {
    const sentences = problems.map(({ language, message }) => `${language}: ${message}`);
    super("invalid", "template-invalid", sentences.join(" "), {
      mend: "Correct the texts at these places.",
      detail: { problems: problems.map((problem) => ({ ...problem })) },
    });
  }
}

/** The template is well formed, but this rendering of it went beyond a limit or against the values it was given. */
export class TemplateNotRenderable extends ChasquiError {
  constructor(reason: string, position: TemplatePosition | undefined, cause?: unknown) {
    super("refused", "template-not-renderable", `${position ? `${describe(position)}: ` : ""}${reason}.`, {
      mend: "Make the template simpler or shorter.",
      detail: { ...position },
      cause,
    });
  }
}

function describe({ line, column }: TemplatePosition): string {
  return `Line ${line}, column ${column}`;
}

export class TemplateUnknown extends ChasquiError {
  constructor() {
    super("not-found", "template-unknown", "There is no template with this id.");
  }
}

export class TemplateNameTaken extends ChasquiError {
  constructor(name: string) {
    super("conflict", "template-name-taken", `There is a template named “${name}” already.`, {
      mend: "Choose another name.",
    });
  }
}

/** Somebody else has changed it since it was read. */
export class TemplateChanged extends ChasquiError {
  constructor(version: number) {
    super("conflict", "template-changed", "The template was changed in the meantime.", {
      mend: "Read it again and make your change anew.",
      detail: { version },
    });
  }
}

/** What uses a template, and would have nothing to say without it. */
export interface TemplateUse {
  /** What it is: `rule`. */
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

export class TemplateInUse extends ChasquiError {
  constructor(uses: readonly TemplateUse[]) {
    const names = uses.slice(0, 3).map((use) => `the ${use.kind} “${use.name}”`);
    const more = uses.length > 3 ? ` and ${uses.length - 3} more` : "";
    super("conflict", "template-in-use", `The template is used by ${names.join(", ")}${more}.`, {
      mend: "Have them use something else first.",
      detail: { uses: uses.map((use) => ({ ...use })) },
    });
  }
}

export class LanguageMissing extends ChasquiError {
  constructor(language: string) {
    super("invalid", "language-missing", `The default language is ${language}, but there is no text in it.`, {
      mend: "Write one, or choose another default language.",
    });
  }
}

export class LanguageRepeated extends ChasquiError {
  constructor(language: string) {
    super("invalid", "language-repeated", `There are two texts in the language ${language}.`, {
      mend: "Give one text a language.",
    });
  }
}

export class TooManyTemplates extends ChasquiError {
  constructor(limit: number) {
    super("refused", "too-many-templates", `There are ${limit} templates, and no more are possible.`, {
      mend: "Delete some that nothing uses.",
    });
  }
}

/** Of a platform's template: what its placeholders are to be filled with. */
export class PlaceholdersUnknown extends ChasquiError {
  constructor(unknown: readonly string[], known: readonly string[]) {
    super("invalid", "placeholders-unknown", `The template has no placeholders ${unknown.join(", ")}.`, {
      mend: known.length === 0 ? "It has none at all." : `It has ${known.join(", ")}.`,
      detail: { unknown: [...unknown], known: [...known] },
    });
  }
}
