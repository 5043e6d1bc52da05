import type { FieldTable } from "../graph/fields.ts";
import { healthStatus } from "../graph/health.ts";
import type { JsonObject } from "../http/body.ts";
import type { Template } from "../world/entities.ts";

/** The fields of a message template (cloud-api.md §4.1). */
export function templateFields(appId: string): FieldTable<Template> {
  return {
    typeName: "WhatsAppMessageTemplate",
    defaults: [
      "name",
      "parameter_format",
      "components",
      "language",
      "status",
      "category",
      "previous_category",
      "sub_category",
    ],
    fields: {
      name: (template) => template.name,
      parameter_format: (template) => template.parameterFormat,
      components: (template) => template.components.map(upperCaseTypes),
      language: (template) => template.language,
      status: (template) => template.status,
      category: (template) => template.category,
      previous_category: (template) => template.previousCategory,
      correct_category: (template) => template.correctCategory,
      sub_category: () => undefined,
      quality_score: (template) => ({ score: template.quality, date: undefined }),
      rejected_reason: (template) => template.rejectedReason,
      message_send_ttl_seconds: (template) => template.ttlSeconds,
      library_template_name: () => undefined,
      health_status: (template) => healthStatus(template.waba, { template }, appId),
    },
  };
}

/** Types may be given in lower case; the API gives them back in upper case. */
function upperCaseTypes(component: JsonObject): JsonObject {
  const result: Record<string, unknown> = { ...component, type: String(component.type).toUpperCase() };
  if (typeof component.format === "string") result.format = component.format.toUpperCase();
  if (Array.isArray(component.buttons)) {
    result.buttons = component.buttons.map((button: JsonObject) => ({
      ...button,
      type: String(button.type).toUpperCase(),
    }));
  }
  return result;
}
