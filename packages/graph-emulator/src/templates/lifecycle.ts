import type { Emulation } from "../emulation.ts";
import type { JsonObject } from "../http/body.ts";
import { findComponent } from "../send/template-text.ts";
import type { QualityRating, Template, TemplateCategory } from "../world/entities.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long low quality pauses a template: first, second; the third time disables it (cloud-api.md §4.1). */
const PAUSE_HOURS = [3, 6];
/** Deletion is announced, then done. */
const DELETION_MS = 1_000;

function identity(template: Template): JsonObject {
  return {
    // A JSON number in webhooks (§0); node ids stay below 2^53.
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
  };
}

/** Sends `message_template_status_update` (§1.9). */
export function publishStatus(emulation: Emulation, template: Template, event: string, extra: JsonObject = {}): void {
  emulation.webhooks.publish({
    waba: template.waba,
    field: "message_template_status_update",
    value: () => ({
      event,
      ...identity(template),
      reason: "NONE",
      message_template_category: template.category,
      ...extra,
    }),
  });
}

export function approveTemplate(emulation: Emulation, template: Template): void {
  template.status = "APPROVED";
  template.rejectedReason = "NONE";
  publishStatus(emulation, template, "APPROVED");
}

export function rejectTemplate(emulation: Emulation, template: Template, reason = "INVALID_FORMAT"): void {
  template.status = "REJECTED";
  template.rejectedReason = reason;
  publishStatus(emulation, template, "REJECTED", {
    reason,
    rejection_info: { reason: `The template was rejected: ${reason}.`, recommendation: "Edit it and submit it again." },
  });
}

/** Pauses for low quality: 3 hours, then 6, then disabled. The pause ends by the emulator's clock. */
export function pauseTemplate(emulation: Emulation, template: Template): void {
  const hours = PAUSE_HOURS[template.pauses];
  template.pauses += 1;
  if (hours === undefined) {
    disableTemplate(emulation, template);
    return;
  }
  template.status = "PAUSED";
  const title = template.pauses === 1 ? "FIRST_PAUSE" : "SECOND_PAUSE";
  publishStatus(emulation, template, "PAUSED", {
    other_info: { title, description: `The template is paused for ${hours} hours because of its low quality.` },
  });
  const { clock } = emulation.world;
  const { pauses } = template;
  clock.schedule(clock.now() + hours * HOUR_MS, () => {
    if (template.status === "PAUSED" && template.pauses === pauses) resumeTemplate(emulation, template);
  });
}

export function resumeTemplate(emulation: Emulation, template: Template): void {
  template.status = "APPROVED";
  publishStatus(emulation, template, "APPROVED", {
    other_info: { title: "UNPAUSE", description: "The template is no longer paused." },
  });
}

export function disableTemplate(emulation: Emulation, template: Template): void {
  template.status = "DISABLED";
  publishStatus(emulation, template, "DISABLED", {
    disable_info: { disable_date: emulation.world.clock.nowSeconds() },
    other_info: { title: "DISABLED", description: "The template was disabled because of its low quality." },
  });
}

export function setTemplateQuality(emulation: Emulation, template: Template, quality: QualityRating): void {
  const previous = template.quality;
  template.quality = quality;
  emulation.webhooks.publish({
    waba: template.waba,
    field: "message_template_quality_update",
    value: () => ({ previous_quality_score: previous, new_quality_score: quality, ...identity(template) }),
  });
}

/** Warns of a new category a day ahead, then changes it; at once when `immediate`. */
export function recategorizeTemplate(
  emulation: Emulation,
  template: Template,
  category: TemplateCategory,
  immediate: boolean,
): void {
  const { clock } = emulation.world;
  if (immediate) {
    changeCategory(emulation, template, category);
    return;
  }
  template.correctCategory = category;
  const at = clock.now() + DAY_MS;
  emulation.webhooks.publish({
    waba: template.waba,
    field: "template_category_update",
    value: () => ({
      ...identity(template),
      new_category: template.category,
      correct_category: category,
      category_update_timestamp: Math.floor(at / 1000),
    }),
  });
  clock.schedule(at, () => changeCategory(emulation, template, category));
}

function changeCategory(emulation: Emulation, template: Template, category: TemplateCategory): void {
  const previous = template.category;
  template.previousCategory = previous;
  template.correctCategory = undefined;
  template.category = category;
  emulation.webhooks.publish({
    waba: template.waba,
    field: "template_category_update",
    value: () => ({ ...identity(template), previous_category: previous, new_category: category }),
  });
}

/** Replaces the content as if it had been edited elsewhere, and reports it. */
export function replaceComponents(emulation: Emulation, template: Template, components: JsonObject[]): void {
  template.components = components;
  const header = findComponent(components, "HEADER");
  const buttons = findComponent(components, "BUTTONS")?.buttons;
  emulation.webhooks.publish({
    waba: template.waba,
    field: "message_template_components_update",
    value: () => ({
      ...identity(template),
      message_template_element: findComponent(components, "BODY")?.text,
      message_template_title: header?.text,
      message_template_footer: findComponent(components, "FOOTER")?.text,
      message_template_buttons: Array.isArray(buttons) ? buttons.map(viewButton) : undefined,
    }),
  });
}

function viewButton(button: JsonObject): JsonObject {
  return {
    message_template_button_type: String(button.type).toUpperCase(),
    message_template_button_text: button.text,
    message_template_button_url: button.url,
    message_template_button_phone_number: button.phone_number,
  };
}

/** Announces the deletion, then does it. Sends are refused from the announcement on. */
export function deleteTemplate(emulation: Emulation, template: Template): void {
  template.status = "PENDING_DELETION";
  publishStatus(emulation, template, "PENDING_DELETION", { reason: null });
  const { clock } = emulation.world;
  template.deletedAt = clock.now();
  clock.schedule(clock.now() + DELETION_MS, () => {
    template.status = "DELETED";
    publishStatus(emulation, template, "DELETED", { reason: null });
  });
}
