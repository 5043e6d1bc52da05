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
