import { setTimeout as wait } from "node:timers/promises";
import type { Emulation, LoggedRequest } from "../emulation.ts";
import type { FaultRule, StoredFaultRule } from "../faults/fault-rules.ts";
import { type InboundSeed, receive } from "../inbound/receive.ts";
import { replySeed, type UserReply } from "../inbound/reply-shorthand.ts";
import type { ReportedStatus, StatusFailure } from "../send/status-value.ts";
import type { Delivery } from "../webhooks/delivery.ts";
import { verifyCallback } from "../webhooks/handshake.ts";
import {
  type AppSeed,
  createApp,
  createPhone,
  createSubscription,
  createTemplate,
  createWaba,
  issueToken,
  type PhoneSeed,
  type TemplateSeed,
  type TokenSeed,
  type WabaSeed,
} from "../world/creation.ts";
import { phoneDigits } from "../world/phone-format.ts";
import type { UserSeed } from "../world/users.ts";
import type { World } from "../world/world.ts";
import { type BusinessControls, createBusinessControls } from "./business.ts";
import { type ConfigurationPatch, configure } from "./configuration.ts";
import { ControlRefusal, getApp, getMessage, getPhone, getToken, getUser, type UserReference } from "./find.ts";
import { createPeopleControls, type PeopleControls } from "./people.ts";
import { createToolControls, type ToolControls } from "./tools.ts";
import { type SentMessage, type UserView, viewSentMessages, viewUser } from "./views.ts";

export interface ReceiveRequest extends InboundSeed {
  readonly from: UserReference;
  /** Default: the first number. */
  readonly phoneNumberId?: string | undefined;
}

export type ReplyRequest = UserReply & {
  readonly from: UserReference;
  readonly phoneNumberId?: string | undefined;
};

export interface CallbackRequest {
  readonly appId?: string | undefined;
  readonly url: string;
  /** Default: the one the app has. */
  readonly verifyToken?: string | undefined;
  readonly fields?: readonly string[] | undefined;
  /** Payload version, e.g. `v23.0`. */
  readonly version?: string | undefined;
}

/** Everything there should be, in one go. */
export interface WorldSeed {
  readonly apps?: readonly AppSeed[];
  readonly wabas?: readonly WabaSeed[];
  readonly phones?: readonly PhoneSeed[];
  readonly tokens?: readonly TokenSeed[];
  readonly users?: readonly UserSeed[];
  readonly templates?: readonly TemplateSeed[];
}

/** What tests and people may do to the emulated world. The HTTP control API offers the same. */
export interface Controls extends PeopleControls, BusinessControls, ToolControls {
  /** Back to the preset: no messages, users, faults or pending webhooks. Settings stay as configured. */
  reset(): void;
  seed(seed: WorldSeed): void;
  createApp(seed?: AppSeed): { id: string; secret: string };
  createWaba(seed?: WabaSeed): { id: string; businessId: string };
  createPhone(seed?: PhoneSeed): { id: string; displayPhoneNumber: string };
  createUser(seed?: UserSeed): UserView;
  createTemplate(seed: TemplateSeed): { id: string; name: string; language: string };
  issueToken(seed?: TokenSeed): string;
  /** From now on the token answers 190/463. */
  expireToken(value?: string): void;
  /** From now on the token answers 190/467. */
  revokeToken(value?: string): void;
  setTokenScopes(value: string, scopes: readonly string[]): void;
  /** Registers an app's callback the way the dashboard does: by GET handshake. @throws GraphRefusal 2200 */
  registerCallback(request: CallbackRequest): Promise<void>;
  /** A user writes to the business. @returns the wamid */
  receive(request: ReceiveRequest): string;
  /** A user answers, reacts, edits … @returns the wamid */
  reply(request: ReplyRequest): string;
  /** Forces a status now, whatever came before. */
  setStatus(wamid: string, status: ReportedStatus, failure?: Partial<StatusFailure>): void;
  addFault(rule: FaultRule): StoredFaultRule;
  removeFault(id: string): boolean;
  clearFaults(): void;
  readonly faults: readonly StoredFaultRule[];
  /** Changes limits, statuses, webhook modes, pricing … while running. */
  configure(patch: ConfigurationPatch): void;
  /** Accepted messages, oldest first (the newest `keep.messages`). */
  readonly sentMessages: SentMessage[];
  /** Accepted since the start; cheap, for benchmarks. */
  readonly acceptedCount: number;
  readonly requests: LoggedRequest[];
  readonly deliveries: Delivery[];
  /** Resolves when at least `count` messages were accepted. @throws Error after `timeoutMs` of real time */
  waitForSent(count: number, timeoutMs?: number): Promise<SentMessage[]>;
  /**
   * Resolves when every status has been reported and every webhook sent (or waits for its retry). With frozen time:
   * when nothing due now is left.
   */
  settled(): Promise<void>;
}

/** `createPreset` fills an empty world. */
export function createControls(emulation: Emulation, createPreset: () => void): Controls {
  createPreset();
  const { world, webhooks, ladder, faults, requests } = emulation;
  const { clock } = world;
  let viewed: { count: number; at: number; list: SentMessage[] } | undefined;

  function isSettled(): boolean {
    const due = clock.nextDue();
    if (due !== undefined && due <= clock.now()) return false;
    if (clock.isFrozen) return webhooks.onTheWire === 0;
    return ladder.pending === 0 && webhooks.unsent === 0;
  }

  const controls: CoreControls = {
    reset() {
      clock.clear();
      ladder.clear();
      webhooks.clear();
      requests.clear();
      clearWorld(world);
      faults.clear();
      viewed = undefined;
      createPreset();
    },
    seed(seed) {
      for (const app of seed.apps ?? []) createApp(world, app);
      for (const waba of seed.wabas ?? []) createWaba(world, waba);
      for (const phone of seed.phones ?? []) createPhone(world, phone);
      for (const token of seed.tokens ?? []) issueToken(world, token);
      for (const user of seed.users ?? []) controls.createUser(user);
      for (const template of seed.templates ?? []) createTemplate(world, template);
    },
    createApp(seed = {}) {
      const { id, secret } = createApp(world, seed);
      return { id, secret };
    },
    createWaba(seed = {}) {
      const waba = createWaba(world, seed);
      return { id: waba.id, businessId: waba.business.id };
    },
    createPhone(seed = {}) {
      const phone = createPhone(world, seed);
      return { id: phone.id, displayPhoneNumber: phone.display };
    },
    createUser(seed = {}) {
      const phone = seed.phone === undefined ? undefined : phoneDigits(seed.phone);
      if (seed.phone !== undefined && phone === undefined)
        throw new ControlRefusal(`"${seed.phone}" is not a phone number`);
      if (phone !== undefined && world.users.findByPhone(phone) !== undefined) {
        throw new ControlRefusal(`There is a user with the number ${phone} already`);
      }
      return viewUser(world, world.users.create({ ...seed, phone }));
    },
    createTemplate(seed) {
      const { id, name, language } = createTemplate(world, seed);
      return { id, name, language };
    },
    issueToken: (seed = {}) => issueToken(world, seed).value,
    expireToken(value) {
      getToken(world, value).expiresAt = clock.now();
    },
    revokeToken(value) {
      getToken(world, value).revoked = true;
    },
    setTokenScopes(value, scopes) {
      getToken(world, value).scopes = [...scopes];
    },
    async registerCallback({ appId, url, verifyToken, fields, version }) {
      const app = getApp(world, appId);
      const token = verifyToken ?? app.subscription?.verifyToken ?? "";
      await verifyCallback(url, token, world.ids.nodeId());
      app.subscription = createSubscription(url, token, fields, version ?? app.subscription?.fields.get("messages"));
    },
    receive: ({ from, phoneNumberId, ...seed }) =>
      receive(emulation, getPhone(world, phoneNumberId), getUser(world, from), seed).wamid,
    reply: ({ from, phoneNumberId, ...reply }) =>
      receive(emulation, getPhone(world, phoneNumberId), getUser(world, from), replySeed(reply)).wamid,
    setStatus(wamid, status, failure) {
      const message = getMessage(world, wamid);
      const forced = { code: 131000, details: "Forced by a control call.", ...failure };
      ladder.report(message, status, status === "failed" ? forced : undefined);
    },
    addFault: (rule) => faults.add(rule),
    removeFault: (id) => faults.remove(id),
    clearFaults: () => faults.clear(),
    get faults() {
      return faults.list();
    },
    configure: (patch) => configure(world.settings, patch),
    get sentMessages() {
      const count = world.messages.acceptedCount;
      const changedAt = ladder.reports;
      if (viewed?.count !== count || viewed.at !== changedAt) {
        viewed = { count, at: changedAt, list: viewSentMessages(world.messages.list()) };
      }
      return viewed.list;
    },
    get acceptedCount() {
      return world.messages.acceptedCount;
    },
    get requests() {
      return requests.toArray();
    },
    get deliveries() {
      return webhooks.deliveries();
    },
    async waitForSent(count, timeoutMs = 10_000) {
      const deadline = Date.now() + timeoutMs;
      while (world.messages.acceptedCount < count) {
        if (Date.now() > deadline) {
          throw new Error(`Only ${world.messages.acceptedCount} of ${count} messages were sent within ${timeoutMs} ms`);
        }
        await wait(5);
      }
      return controls.sentMessages;
    },
    async settled() {
      while (!isSettled()) {
        await webhooks.whenQuiet();
        await wait(1);
      }
    },
  };
  const parts = [createPeopleControls(emulation), createBusinessControls(emulation), createToolControls(emulation)];
  // Descriptors, not a spread: getters must stay getters.
  for (const part of parts) Object.defineProperties(controls, Object.getOwnPropertyDescriptors(part));
  return controls as Controls;
}

type CoreControls = Omit<Controls, keyof PeopleControls | keyof BusinessControls | keyof ToolControls>;

function clearWorld(world: World): void {
  const { apps, businesses, wabas, phones, tokens, users, messages, templates, media, uploads } = world;
  for (const store of [apps, businesses, wabas, phones, tokens, users, messages, templates, media, uploads])
    store.clear();
}
