export {
  createTemplateRenderer,
  MAX_TEMPLATE_LENGTH,
  type TemplateRenderer,
} from "./template-renderer.ts";
export { TemplateInvalid, TemplateNotRenderable } from "./templates.errors.ts";
