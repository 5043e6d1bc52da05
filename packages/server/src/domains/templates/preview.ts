/** What a text will look like: for one contact, or for values made up. Sends and keeps nothing. */
import type { Db } from "../../platform/db/index.ts";
import type { TemplateRenderer } from "./template-renderer.ts";
import { TemplateInvalid, TemplateNotRenderable, type TemplatePosition } from "./templates.errors.ts";
import {
  type ContactFacts,
  contactVariables,
  KNOWN_VARIABLES,
  mergeVariables,
  nestValues,
  organisationVariables,
} from "./variables.rules.ts";

export interface PreviewInput {
  readonly source: string;
  /** Undefined: samples stand for what is known of one. */
  readonly contact?: ContactFacts | undefined;
  /** Count more than anything else. By dotted names: `{ "contact.name": "Ana" }`. */
  readonly values?: Readonly<Record<string, unknown>> | undefined;
}

export interface TextPreview {
  /** Null: it can't be made; `problem` tells why. */
  readonly text: string | null;
  readonly problem: ({ readonly message: string } & Partial<TemplatePosition>) | null;
  /** What it asks for. */
  readonly variables: string[];
  /** Printed, and without value and fallback. */
  readonly missing: string[];
  /** Of its variables those that nothing fills: probably slips of the pen. */
  readonly unknown: string[];
}

const KNOWN = new Set(KNOWN_VARIABLES.map((variable) => variable.name));
/** With an empty set of custom fields: each that is asked for is missing by its own name. */
const SAMPLES = nestValues({
  ...Object.fromEntries(KNOWN_VARIABLES.map(({ name, sample }) => [name, sample])),
  "contact.fields": {},
});
/** What has no names of ours below: anything goes. */
const OPEN = /^(contact\.fields|match)([.[]|$)/;

export function previewText(renderer: TemplateRenderer, organisationName: string, input: PreviewInput): TextPreview {
  const nothing = { text: null, variables: [], missing: [], unknown: [] };
  try {
    const variables = renderer.listVariables(input.source);
    const unknown = variables.filter((name) => !isKnown(name, input.values ?? {}));
    const described = { ...nothing, variables, unknown };
    try {
      const { text, missing } = renderer.render(renderer.parse(input.source), buildVariables(organisationName, input));
      return { ...described, text: text.trim(), problem: null, missing: [...missing] };
    } catch (error) {
      return { ...described, problem: describeProblem(error) };
    }
  } catch (error) {
    return { ...nothing, problem: describeProblem(error) };
  }
}

function isKnown(name: string, values: Readonly<Record<string, unknown>>): boolean {
  return KNOWN.has(name) || OPEN.test(name) || Object.hasOwn(values, name);
}

function buildVariables(organisationName: string, { contact, values = {} }: PreviewInput): Record<string, unknown> {
  const samples: Record<string, unknown> = { ...SAMPLES };
  // Of a real contact nothing is made up.
  if (contact) samples.contact = contactVariables(contact);
  if (organisationName !== "") samples.organisation = organisationVariables(organisationName);
  return mergeVariables(samples, nestValues(values));
}

function describeProblem(error: unknown): NonNullable<TextPreview["problem"]> {
  if (!(error instanceof TemplateInvalid) && !(error instanceof TemplateNotRenderable)) throw error;
  return { message: error.message, ...(error.detail as Partial<TemplatePosition>) };
}

/** Where contacts are looked up; their owner answers, app.ts connects. */
export type FindContactFacts = (db: Db, contactIds: readonly string[]) => Promise<readonly ContactFacts[]>;
