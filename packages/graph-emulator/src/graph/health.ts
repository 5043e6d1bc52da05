import { errorTitle } from "../http/graph-errors.ts";
import type { AccountState, Phone, Template, Waba } from "../world/entities.ts";

type Ability = "AVAILABLE" | "LIMITED" | "BLOCKED";

interface HealthEntity {
  readonly entity_type: string;
  readonly id: string;
  readonly can_send_message: Ability;
  readonly additional_info?: readonly string[];
  readonly errors?: readonly object[];
}

const STATE_CODES: Readonly<Record<Exclude<AccountState, "active">, number>> = {
  locked: 131031,
  policy: 368,
  payment: 141006,
  maintenance: 131057,
};

const SEVERITY: Readonly<Record<Ability, number>> = { AVAILABLE: 0, LIMITED: 1, BLOCKED: 2 };

/** `health_status` of a number, a WABA or a template: what stands in the way of sending (cloud-api.md §4.4). */
export function healthStatus(waba: Waba, subject: { phone?: Phone; template?: Template }, appId: string): object {
  const entities: HealthEntity[] = [];
  if (subject.phone !== undefined) entities.push(phoneHealth(subject.phone));
  if (subject.template !== undefined) entities.push(templateHealth(subject.template));
  entities.push(wabaHealth(waba), businessHealth(waba));
  entities.push({ entity_type: "APP", id: appId, can_send_message: "AVAILABLE" });
  const worst = entities.reduce<Ability>(
    (ability, entity) => (SEVERITY[entity.can_send_message] > SEVERITY[ability] ? entity.can_send_message : ability),
    "AVAILABLE",
  );
  return { can_send_message: worst, entities };
}

function phoneHealth(phone: Phone): HealthEntity {
  const base = { entity_type: "PHONE_NUMBER", id: phone.id };
  if (phone.registered) return { ...base, can_send_message: "AVAILABLE" };
  return { ...base, can_send_message: "BLOCKED", errors: [problem(133010, "Register the phone number.")] };
}

function templateHealth(template: Template): HealthEntity {
  const isSendable = ["APPROVED", "FLAGGED", "REINSTATED"].includes(template.status);
  return {
    entity_type: "MESSAGE_TEMPLATE",
    id: template.id,
    can_send_message: isSendable ? "AVAILABLE" : "BLOCKED",
    ...(isSendable ? {} : { errors: [problem(132001, `The template's status is ${template.status}.`)] }),
  };
}

function wabaHealth(waba: Waba): HealthEntity {
  const base = { entity_type: "WABA", id: waba.id };
  if (waba.state === "active") return { ...base, can_send_message: "AVAILABLE" };
  return {
    ...base,
    can_send_message: "BLOCKED",
    errors: [problem(STATE_CODES[waba.state], "Resolve the account's problem.")],
  };
}

function businessHealth({ business }: Waba): HealthEntity {
  if (business.verified) return { entity_type: "BUSINESS", id: business.id, can_send_message: "AVAILABLE" };
  return {
    entity_type: "BUSINESS",
    id: business.id,
    can_send_message: "LIMITED",
    additional_info: ["Your business has not passed verification."],
  };
}

function problem(code: number, solution: string): object {
  return { error_code: code, error_description: errorTitle(code), possible_solution: solution };
}
