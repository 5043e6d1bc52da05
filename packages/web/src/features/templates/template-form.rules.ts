/** A template of ours as its form holds it, and as the API takes it. Pure. */
import type { CreateTemplateData, Template } from "@chasqui/client";

export interface TemplateValues {
  name: string;
  description: string;
  defaultLanguage: string;
  variants: Array<{ language: string; body: string }>;
  /** By dotted names. */
  sampleValues: Record<string, string>;
  /** Which one it was when it was read; undefined: a new one. */
  version: number | undefined;
}

export function newTemplate(language: string): TemplateValues {
  return {
    name: "",
    description: "",
    defaultLanguage: language,
    variants: [{ language, body: "" }],
    sampleValues: {},
    version: undefined,
  };
}

export function toTemplateValues(template: Template): TemplateValues {
  const { name, description, defaultLanguage, variants, sampleValues, version } = template;
  return { name, description, defaultLanguage, variants, sampleValues, version };
}

export function toTemplateBody({ version: _, ...values }: TemplateValues): NonNullable<CreateTemplateData["body"]> {
  const samples = Object.entries(values.sampleValues).filter(([, sample]) => sample.trim() !== "");
  return {
    ...values,
    name: values.name.trim(),
    description: values.description.trim(),
    sampleValues: Object.fromEntries(samples),
  };
}

/** Fields that must be filled in and are not: `name`, `variants.1`. */
export function findEmptyTemplateFields({ name, variants }: TemplateValues): string[] {
  return [
    ...(name.trim() === "" ? ["name"] : []),
    ...variants.flatMap(({ body }, index) => (body.trim() === "" ? [`variants.${index}`] : [])),
  ];
}

export interface VariantProblem {
  readonly language: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** The mistakes in texts that the server tells, by language. */
export function readVariantProblems(particulars: Readonly<Record<string, unknown>>): VariantProblem[] {
  const { problems } = particulars;
  return Array.isArray(problems) ? (problems as VariantProblem[]) : [];
}
