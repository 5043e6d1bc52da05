import { isObject, type JsonObject } from "../http/body.ts";
import type { EchoSeed } from "../inbound/coexistence.ts";
import type { AccountChange, PhoneChange, TemplateEvent } from "./business.ts";
import type { WorldSeed } from "./controls.ts";
import { ControlRefusal, type UserReference } from "./find.ts";
import type { UserChange } from "./people.ts";
import { as, type ControlRoute, optionalText, textOf } from "./route.ts";

/** Users are named in paths by phone number, BSUID or key. */
function reference(text: string | undefined): UserReference {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : (text ?? "");
}

/** Control routes that change people, assets and webhooks. */
export const EXTRA_ROUTES: readonly ControlRoute[] = [
  { method: "GET", path: "/state", run: ({ controls }) => controls.state },
  {
    method: "GET",
    path: "/log",
    run: ({ controls, query }) => {
      const requests = controls.requests.map((request) => ({ kind: "request", ...request }));
      const webhooks = controls.deliveries.map((delivery) => ({
        kind: "webhook",
        at: delivery.createdAt,
        ...delivery,
      }));
      const log = [...requests, ...webhooks].sort((a, b) => a.at - b.at);
      return { log: log.slice(-(Number(query.get("limit")) || 100)) };
    },
  },
  { method: "POST", path: "/reset", run: ({ controls }) => controls.reset() },
  { method: "POST", path: "/seed", run: ({ controls, input }) => controls.seed(as<WorldSeed>(input)) },
  {
    method: "POST",
    path: "/users/:user",
    run: ({ controls, path, input }) => controls.updateUser(reference(path.user), as<UserChange>(input)),
  },
  {
    method: "POST",
    path: "/users/:user/number",
    run: ({ controls, path, input }) => controls.changeUserNumber(reference(path.user), textOf(input.phone, "phone")),
  },
  {
    method: "POST",
    path: "/users/:user/rotate-id",
    run: ({ controls, path }) => controls.rotateUserId(reference(path.user)),
  },
  {
    method: "POST",
    path: "/users/:user/marketing",
    run: ({ controls, path, input }) => {
      const { value } = input;
      if (value !== "stop" && value !== "resume") throw new ControlRefusal("value must be stop or resume");
      controls.setMarketingPreference(reference(path.user), value, optionalText(input.phoneNumberId));
    },
  },
  {
    method: "POST",
    path: "/users/:user/contact-book",
    run: ({ controls, path, input }) =>
      controls.addToContactBook(reference(path.user), optionalText(input.phoneNumberId)),
  },
  {
    method: "POST",
    path: "/templates/:template/:event",
    run: ({ controls, path, input }) =>
      controls.changeTemplate(path.template ?? "", as<TemplateEvent>({ ...input, event: path.event })),
  },
  {
    method: "POST",
    path: "/phones/:phone",
    run: ({ controls, path, input }) => controls.changePhone(path.phone, as<PhoneChange>(input)),
  },
  {
    method: "POST",
    path: "/wabas/:waba",
    run: ({ controls, path, input }) => controls.changeAccount(path.waba, as<AccountChange>(input)),
  },
  {
    method: "POST",
    path: "/account_update",
    run: ({ controls, input }) => {
      const { wabaId, ...value } = input;
      controls.publishAccountUpdate(value, optionalText(wabaId));
    },
  },
  {
    method: "POST",
    path: "/fields/:field",
    run: ({ controls, path, input }) => {
      const value: JsonObject = isObject(input.value) ? input.value : {};
      controls.publishField(path.field ?? "", value, optionalText(input.wabaId), optionalText(input.entryId));
    },
  },
  {
    method: "POST",
    path: "/echo",
    run: ({ controls, input }) => ({ id: controls.echo(as<EchoSeed & { to: UserReference }>(input)) }),
  },
  {
    method: "POST",
    path: "/phones/:phone/history",
    run: ({ controls, path, input }) =>
      input.declined === true ? controls.declineHistory(path.phone) : controls.sendHistory(path.phone),
  },
  { method: "POST", path: "/phones/:phone/contacts", run: ({ controls, path }) => controls.sendContacts(path.phone) },
  {
    method: "POST",
    path: "/messages/:wamid/release",
    run: ({ controls, path, input }) =>
      controls.releaseHeld(path.wamid ?? "", typeof input.failureCode === "number" ? input.failureCode : undefined),
  },
  {
    method: "POST",
    path: "/webhooks/raw",
    run: ({ controls, input }) => {
      const body = typeof input.body === "string" ? input.body : JSON.stringify(input.body ?? {});
      return { id: controls.postWebhook(body, optionalText(input.appId)) };
    },
  },
  { method: "POST", path: "/webhooks/flush", run: ({ controls }) => controls.flushWebhooks() },
  { method: "POST", path: "/webhooks/:id/replay", run: ({ controls, path }) => controls.replayWebhook(path.id ?? "") },
  {
    method: "POST",
    path: "/media",
    run: ({ controls, input }) => {
      const bytes = Buffer.from(textOf(input.base64, "base64"), "base64");
      const content = { bytes, mimeType: textOf(input.mimeType, "mimeType") };
      const phoneNumberId = optionalText(input.phoneNumberId);
      return { id: controls.addMedia(phoneNumberId === undefined ? content : { ...content, phoneNumberId }) };
    },
  },
  { method: "POST", path: "/media/:id/expire", run: ({ controls, path }) => controls.expireMedia(path.id ?? "") },
];
