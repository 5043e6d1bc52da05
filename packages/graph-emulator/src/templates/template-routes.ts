import type { Emulation } from "../emulation.ts";
import { pageOf, pickFields } from "../graph/fields.ts";
import { invalidParameter } from "../http/graph-errors.ts";
import { type GraphRequest, readParameters } from "../http/graph-request.ts";
import { jsonReply, type Reply, SUCCESS } from "../http/reply.ts";
import { createTemplate } from "../world/creation.ts";
import type { Template, Waba } from "../world/entities.ts";
import type { World } from "../world/world.ts";
import { deleteTemplate, publishStatus } from "./lifecycle.ts";
import { templateFields } from "./template-node.ts";
import { checkComponents, readCategory, readName, refuseTemplate } from "./template-rules.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function templatesOf(world: World, waba: Waba): Template[] {
  return [...world.templates.values()].filter((template) => template.waba === waba && template.status !== "DELETED");
}

/** `GET /{WABA}/message_templates` with its filters and cursors (cloud-api.md §4.1). */
export function listTemplates(emulation: Emulation, waba: Waba, request: GraphRequest): Reply {
  const { query } = request;
  const all = templatesOf(emulation.world, waba);
  const matching = all.filter((template) => fits(template, query));
  const selfUrl = `${emulation.baseUrl()}/${request.version}/${request.path}`;
  const { items, paging } = pageOf(matching, query, selfUrl);
  const table = templateFields(request.token?.appId ?? "");
  return jsonReply({
    data: items.map((template) => pickFields(table, template, template.id, query.get("fields"))),
    paging,
    summary: query.has("summary") ? summaryOf(all.length, matching.length, waba) : undefined,
  });
}

function fits(template: Template, query: URLSearchParams): boolean {
  const content = query.get("name_or_content");
  const inContent = content === null || `${template.name} ${JSON.stringify(template.components)}`.includes(content);
  return (
    inContent &&
    matches(query.get("name"), template.name, false) &&
    matches(query.get("status"), template.status, true) &&
    matches(query.get("category"), template.category, true) &&
    matches(query.get("language"), template.language, true) &&
    matches(query.get("quality_score"), template.quality, true)
  );
}

/** A filter may be one value, a comma list or a JSON array. */
function matches(wanted: string | null, actual: string, isExact: boolean): boolean {
  if (wanted === null || wanted === "") return true;
  const values = wanted.replace(/[[\]"\s]/g, "").split(",");
  return values.some((value) => (isExact ? actual.toUpperCase() === value.toUpperCase() : actual.includes(value)));
}

function summaryOf(all: number, matching: number, waba: Waba): object {
  return { total_count: matching, message_template_count: all, message_template_limit: templateLimit(waba) };
}

function templateLimit(waba: Waba): number {
  return waba.business.verified ? 6_000 : 250;
}

/** `POST /{WABA}/message_templates`. @throws GraphRefusal 100 with subcodes, 80007 */
export async function postTemplate(emulation: Emulation, waba: Waba, request: GraphRequest): Promise<Reply> {
  const { world } = emulation;
  const { fields } = await readParameters(request);
  const name = readName(fields.name);
  const { language } = fields;
  if (typeof language !== "string" || language === "") throw invalidParameter("The parameter language is required.");
  const category = readCategory(fields.category);
  const parameterFormat =
    String(fields.parameter_format ?? "POSITIONAL").toUpperCase() === "NAMED" ? "NAMED" : "POSITIONAL";
  const components = checkComponents(fields.components, category, parameterFormat);
  const owned = templatesOf(world, waba);
  if (owned.some((template) => template.name === name && template.language === language)) {
    throw refuseTemplate(
      2388024,
      "Content in this language already exists",
      `There is already ${language} content for this template.`,
    );
  }
  if (isNameBlocked(world, waba, name, language)) {
    throw refuseTemplate(
      2388023,
      "Message template language is being deleted",
      `${language} content for this name cannot be added within 4 weeks of its deletion.`,
    );
  }
  if (owned.length >= templateLimit(waba)) {
    throw refuseTemplate(2388019, "Message template limit exceeded", "Delete templates that are not used.");
  }
  const ttl = Number(fields.message_send_ttl_seconds);
  const template = createTemplate(world, {
    wabaId: waba.id,
    name,
    language,
    category,
    status: "PENDING",
    parameterFormat,
    components,
    ttlSeconds: Number.isFinite(ttl) && ttl !== 0 ? ttl : undefined,
  });
  return jsonReply({ id: template.id, status: template.status, category: template.category });
}

/** A deleted name stays blocked for the same language. */
function isNameBlocked({ templates, clock }: World, waba: Waba, name: string, language: string): boolean {
  for (const template of templates.values()) {
    const isSame = template.waba === waba && template.name === name && template.language === language;
    if (isSame && template.deletedAt !== undefined && clock.now() - template.deletedAt < 30 * DAY_MS) return true;
  }
  return false;
}

export function getTemplate(_emulation: Emulation, template: Template, request: GraphRequest): Reply {
  const table = templateFields(request.token?.appId ?? "");
  return jsonReply(pickFields(table, template, template.id, request.query.get("fields")));
}

/** `POST /{TEMPLATE}`: an edit sends the template back to review. @throws GraphRefusal 100 */
export async function editTemplate({ world }: Emulation, template: Template, request: GraphRequest): Promise<Reply> {
  const { fields } = await readParameters(request);
  if (!["APPROVED", "REJECTED", "PAUSED"].includes(template.status)) {
    throw invalidParameter(`A template that is ${template.status} cannot be edited.`);
  }
  const now = world.clock.now();
  const wasApproved = template.status === "APPROVED";
  if (wasApproved) countEdit(template, now);
  if (fields.category !== undefined) {
    const category = readCategory(fields.category);
    if (wasApproved && category !== template.category) {
      throw invalidParameter("The category of an approved template cannot be changed.");
    }
    template.category = category;
  }
  if (fields.components !== undefined) {
    template.components = checkComponents(fields.components, template.category, template.parameterFormat);
  }
  if (fields.message_send_ttl_seconds !== undefined) template.ttlSeconds = Number(fields.message_send_ttl_seconds);
  template.status = "PENDING";
  return SUCCESS;
}

/** An approved template may be edited once a day and ten times in 30 days. */
function countEdit(template: Template, now: number): void {
  template.edits = template.edits.filter((at) => now - at < 30 * DAY_MS);
  const last = template.edits.at(-1);
  if (template.edits.length >= 10 || (last !== undefined && now - last < DAY_MS)) {
    throw invalidParameter("An approved template can be edited once in 24 hours and 10 times in 30 days.");
  }
  template.edits.push(now);
}

/** `DELETE /{WABA}/message_templates?name=…[&hsm_id=…]`. */
export async function deleteTemplates(emulation: Emulation, waba: Waba, request: GraphRequest): Promise<Reply> {
  const { fields } = await readParameters(request);
  const { name, hsm_id: id } = fields;
  if (typeof name !== "string" || name === "") throw invalidParameter("The parameter name is required.");
  const found = templatesOf(emulation.world, waba).filter(
    (template) => template.name === name && (id === undefined || template.id === String(id)),
  );
  if (found.length === 0) throw invalidParameter(`Message template "${name}" not found.`, 2593002);
  for (const template of found) deleteTemplate(emulation, template);
  return SUCCESS;
}

/** `POST /{TEMPLATE}/unpause`. */
export function unpauseTemplate(emulation: Emulation, template: Template): Reply {
  if (template.status !== "PAUSED") return jsonReply({ success: false, reason: "The template is not paused." });
  template.status = "APPROVED";
  publishStatus(emulation, template, "APPROVED", {
    other_info: { title: "UNPAUSE", description: "The template was unpaused." },
  });
  return SUCCESS;
}
