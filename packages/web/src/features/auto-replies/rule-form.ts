import type { UseFormReturnType } from "@mantine/form";
import type { ReactNode } from "react";
import type { RuleValues } from "./rule-form.rules.ts";

export type RuleForm = UseFormReturnType<RuleValues>;

/** What each part of the form gets. */
export interface FieldGroupProps {
  readonly form: RuleForm;
  /** By the names of fields. */
  readonly errors: Readonly<Record<string, ReactNode>>;
}
