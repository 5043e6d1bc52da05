import type { UseFormReturnType } from "@mantine/form";
import type { MetaValues } from "./meta-form.rules.ts";
import type { TemplateValues } from "./template-form.rules.ts";

export type TemplateForm = UseFormReturnType<TemplateValues>;
export type MetaForm = UseFormReturnType<MetaValues>;
