import type { AiSettings } from "@chasqui/client";
import type { UseFormReturnType } from "@mantine/form";
import type { AiValues } from "./ai-form.rules.ts";

/** What each part of the form gets. */
export interface AiFieldsProps {
  readonly form: UseFormReturnType<AiValues>;
  readonly settings: AiSettings;
  readonly mayWrite: boolean;
}
