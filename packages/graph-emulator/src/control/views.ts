import type { JsonObject } from "../http/body.ts";
import { isObject } from "../http/body.ts";
import { fillPlaceholders, findComponent, placeholders } from "../send/template-text.ts";
import type { MessageStatus, StoredMessage, User } from "../world/entities.ts";
import type { World } from "../world/world.ts";

/** A message the emulator accepted, as a test or a person wants to see it. */
export interface SentMessage {
  readonly wamid: string;
  readonly phoneNumberId: string;
  /** Exactly as the request named the recipient: phone number or BSUID. */
  readonly to: string;
  readonly waId: string | undefined;
  readonly type: string;
  /** What the user reads: text, caption, interactive body, filled-in template body, emoji. */
  readonly body: string | undefined;
  /** The whole request body. */
  readonly request: JsonObject;
  readonly bizOpaqueCallbackData: string | undefined;
  /** Where the message stands by now. */
  readonly status: MessageStatus;
  readonly failureCode: number | undefined;
  /** ms since the epoch. */
  readonly acceptedAt: number;
  /**
   * How many of the remembered messages are this one again: same number, same recipient, and same
   * `biz_opaque_callback_data`, or the same request when there is none. Anything above 1 was sent twice.
   */
  readonly times: number;
}

export interface UserView {
  readonly key: number;
  readonly phone: string | undefined;
  readonly waId: string | undefined;
  /** At the business of the preset WABA, or the first one. */
  readonly bsuid: string | undefined;
  readonly name: string;
  readonly username: string | undefined;
}

export function viewSentMessages(messages: readonly StoredMessage[]): SentMessage[] {
  const times = new Map<string, number>();
  const keys = messages.map((message) => {
    const key = identityOf(message);
    times.set(key, (times.get(key) ?? 0) + 1);
    return key;
  });
  return messages.map((message, index) => ({
    wamid: message.wamid,
    phoneNumberId: message.phone.id,
    to: message.addressedAs,
    waId: message.user.waId,
    type: message.type,
    body: readableBody(message),
    request: message.request,
    bizOpaqueCallbackData: message.callbackData,
    status: message.status,
    failureCode: message.failureCode,
    acceptedAt: message.acceptedAt,
    times: times.get(keys[index] ?? "") ?? 1,
  }));
}

function identityOf(message: StoredMessage): string {
  const what = message.callbackData ?? JSON.stringify(message.request);
  return `${message.phone.id}|${message.user.key}|${what}`;
}

function readableBody({ type, request, template }: StoredMessage): string | undefined {
  if (template !== undefined) return templateBody(template.components, request.template);
  const payload = request[type];
  if (!isObject(payload)) return undefined;
  if (type === "interactive") return isObject(payload.body) ? asText(payload.body.text) : undefined;
  return asText(payload.body ?? payload.caption ?? payload.emoji ?? payload.name);
}

function templateBody(declared: readonly JsonObject[], sent: unknown): string | undefined {
  const text = asText(findComponent(declared, "BODY")?.text);
  if (text === undefined || !isObject(sent) || !Array.isArray(sent.components)) return text;
  const given = findComponent(sent.components.filter(isObject), "BODY")?.parameters;
  const parameters = Array.isArray(given) ? given.filter(isObject) : [];
  const names = placeholders(text);
  const values = new Map(
    parameters.map((parameter, index) => {
      const name = asText(parameter.parameter_name) ?? names[index] ?? "";
      return [name, parameterText(parameter)] as const;
    }),
  );
  return fillPlaceholders(text, values);
}

function parameterText(parameter: JsonObject): string {
  const { type } = parameter;
  const value = typeof type === "string" && isObject(parameter[type]) ? parameter[type] : undefined;
  return asText(parameter.text) ?? asText(isObject(value) ? value.fallback_value : undefined) ?? "";
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function viewUser(world: World, user: User): UserView {
  const business = [...world.businesses.values()][0];
  return {
    key: user.key,
    phone: user.phone,
    waId: user.waId,
    bsuid: business === undefined ? undefined : world.users.bsuidOf(user, business),
    name: user.name,
    username: user.username,
  };
}
