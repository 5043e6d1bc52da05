/** Meta's calls for message templates. */
import type { CreatedTemplate, PlatformTemplate, TemplateDraft, TemplateEdit } from "../management.ts";
import { PlatformUnreachable } from "../management.ts";
import {
  asRecord,
  findId,
  findMember,
  findRecord,
  findTemplateKey,
  findText,
  type JsonRecord,
} from "./json-members.ts";
import type { ManagementCall } from "./management-call.ts";

const FIELDS = "id,name,language,status,category,parameter_format,components,quality_score,rejected_reason";
const PAGE_SIZE = 50;
/** More than an account may have; beyond it the cursors go round in circles. */
const MAX_PAGES = 400;

/** @param account The WhatsApp business account's id. */
export async function listTemplates(call: ManagementCall, account: string): Promise<PlatformTemplate[]> {
  const templates = new Map<string, PlatformTemplate>();
  let after = "";
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = new URLSearchParams({ fields: FIELDS, limit: String(PAGE_SIZE), ...(after === "" ? {} : { after }) });
    const body = await call("GET", `/${account}/message_templates?${query}`);
    const data = findMember(body, "data");
    if (!Array.isArray(data))
      throw new PlatformUnreachable("answer-not-understood", "a list of templates without data");
    for (const item of data) {
      const template = readTemplate(asRecord(item));
      // What is added or deleted while we turn pages may come twice.
      if (template) templates.set(template.providerId, template);
    }
    const paging = findRecord(body, "paging");
    const next = findText(findRecord(paging, "cursors"), "after");
    if (findText(paging, "next") === undefined || next === undefined || next === after) return [...templates.values()];
    after = next;
  }
  throw new PlatformUnreachable("answer-not-understood", "the list of templates has no end");
}

export async function createTemplate(
  call: ManagementCall,
  account: string,
  { parameterFormat, ...draft }: TemplateDraft,
): Promise<CreatedTemplate> {
  const body = await call("POST", `/${account}/message_templates`, {
    ...draft,
    ...(parameterFormat === undefined ? {} : { parameter_format: parameterFormat }),
  });
  const providerId = findId(body, "id");
  if (providerId === undefined) throw new PlatformUnreachable("answer-not-understood", "a new template without an id");
  return {
    providerId,
    status: findText(body, "status") ?? "PENDING",
    category: findText(body, "category") ?? draft.category,
  };
}

export async function editTemplate(call: ManagementCall, providerId: string, change: TemplateEdit): Promise<void> {
  await call("POST", `/${encodeURIComponent(providerId)}`, { ...change });
}

export async function deleteTemplate(
  call: ManagementCall,
  account: string,
  { name, providerId }: { readonly name: string; readonly providerId: string },
): Promise<void> {
  // With the id as well, or every language of that name would go.
  await call("DELETE", `/${account}/message_templates?${new URLSearchParams({ name, hsm_id: providerId })}`);
}

function readTemplate(item: JsonRecord | undefined): PlatformTemplate | undefined {
  const providerId = findId(item, "id");
  const key = findTemplateKey(item, { name: "name", language: "language" });
  if (providerId === undefined || key === undefined) return undefined;
  const components = findMember(item, "components");
  const quality = findText(findRecord(item, "quality_score"), "score");
  return {
    providerId,
    ...key,
    category: findText(item, "category") ?? "UNKNOWN",
    status: findText(item, "status") ?? "UNKNOWN",
    quality,
    components: Array.isArray(components) ? components : [],
    parameterFormat: findText(item, "parameter_format"),
    rejectedReason: meaningful(findText(item, "rejected_reason")),
  };
}

/** Meta writes NONE where there is no reason. */
export function meaningful(reason: string | undefined): string | undefined {
  return reason === "NONE" ? undefined : reason;
}
