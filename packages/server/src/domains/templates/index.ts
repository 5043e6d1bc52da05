export { chooseVariant } from "./languages.rules.ts";
export {
  createTemplateRenderer,
  MAX_TEMPLATE_LENGTH,
  type TemplateRenderer,
} from "./template-renderer.ts";
export { TemplateInvalid, TemplateNotRenderable, type TemplateUse } from "./templates.errors.ts";
export type { TemplatesService } from "./templates.service.ts";
export type { Template } from "./templates.store.ts";
export { createTemplates, type Templates } from "./templates.ts";
export { type ContactFacts, contactVariables, organisationVariables } from "./variables.rules.ts";
