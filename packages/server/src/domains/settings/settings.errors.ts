import { ChasquiError } from "../../platform/errors.ts";
import type { SettingProblem } from "./settings.rules.ts";

/** Every problem of a change at once. */
export class SettingsInvalid extends ChasquiError {
  constructor(problems: readonly SettingProblem[]) {
    const sentences = problems.map(({ name, message }) => `${name} ${message}`);
    super("invalid", "settings-invalid", `Nothing was changed: ${sentences.join("; ")}.`, {
      mend: "Correct these settings, or leave them out.",
      detail: { problems: problems.map((problem) => ({ ...problem })) },
    });
  }
}

export class SettingForbidden extends ChasquiError {
  constructor(names: readonly string[], scope: string) {
    super("forbidden", "scope-missing", `Changing ${names.join(", ")} needs the scope ${scope}.`, {
      mend: "Ask an owner to change it.",
      detail: { scope, settings: [...names] },
    });
  }
}
