import type { Emulation } from "../emulation.ts";
import { receive } from "../inbound/receive.ts";
import { contactOf, metadataOf, visibleBsuid, visibleWaId } from "../webhooks/message-value.ts";
import type { Phone, User } from "../world/entities.ts";
import { phoneDigits } from "../world/phone-format.ts";
import { ControlRefusal, getPhone, getUser, type UserReference } from "./find.ts";
import { type UserView, viewUser } from "./views.ts";

export interface UserChange {
  readonly name?: string;
  /** Empty: the user gives the username up. */
  readonly username?: string;
  readonly hidesPhone?: boolean;
  readonly onWhatsApp?: boolean;
  /** Coming online delivers what waited, unless its time to live has passed. */
  readonly online?: boolean;
  readonly autoRead?: boolean;
  readonly inExperiment?: boolean;
  readonly marketingCapped?: boolean;
  readonly identityHash?: string;
}

/** What happens to the people on the other side. */
export interface PeopleControls {
  updateUser(user: UserReference, change: UserChange): UserView;
  /** New number, hence new BSUIDs: system message `user_changed_number` and `user_id_update` to every number the user knows. */
  changeUserNumber(user: UserReference, newPhone: string): UserView;
  /** New BSUIDs with the same number: system message `user_changed_user_id` and `user_id_update`. */
  rotateUserId(user: UserReference): UserView;
  /** The user stops (or resumes) marketing from a number's WABA; sends `user_preferences`. */
  setMarketingPreference(user: UserReference, value: "stop" | "resume", phoneNumberId?: string): void;
  /** Puts the user in the business's contact book: a hidden number becomes visible. */
  addToContactBook(user: UserReference, phoneNumberId?: string): void;
}

export function createPeopleControls(emulation: Emulation): PeopleControls {
  const { world } = emulation;

  return {
    updateUser(reference, change) {
      const user = getUser(world, reference);
      const { username, ...rest } = change;
      Object.assign(user, rest);
      if (username !== undefined) {
        user.username = username === "" ? undefined : username.replace(/^@/, "");
        user.hidesPhone = change.hidesPhone ?? user.username !== undefined;
      }
      if (user.online) deliverHeld(user);
      return viewUser(world, user);
    },
    changeUserNumber(reference, newPhone) {
      const user = getUser(world, reference);
      const digits = phoneDigits(newPhone);
      if (digits === undefined) throw new ControlRefusal(`"${newPhone}" is not a phone number`);
      if (world.users.findByPhone(digits) !== undefined) throw new ControlRefusal(`The number ${digits} is taken`);
      rotate(emulation, user, "user_changed_number", () => world.users.changePhone(user, digits));
      return viewUser(world, user);
    },
    rotateUserId(reference) {
      const user = getUser(world, reference);
      rotate(emulation, user, "user_changed_user_id", () => world.users.rotateBsuid(user));
      return viewUser(world, user);
    },
    setMarketingPreference(reference, value, phoneNumberId) {
      const user = getUser(world, reference);
      const phone = getPhone(world, phoneNumberId);
      const others = user.optedOutOf.filter((wabaId) => wabaId !== phone.waba.id);
      user.optedOutOf = value === "stop" ? [...others, phone.waba.id] : others;
      publishPreference(emulation, phone, user, value);
    },
    addToContactBook(reference, phoneNumberId) {
      getPhone(world, phoneNumberId).waba.business.contactBook.add(getUser(world, reference).key);
    },
  };
}

function deliverHeld(user: User): void {
  const held = user.heldUntilOnline;
  user.heldUntilOnline = [];
  for (const deliver of held) deliver();
}

/** Changes a user's ids and tells every number that has a thread with them (cloud-api.md §1.6, §1.9, §1.10). */
function rotate(emulation: Emulation, user: User, type: string, change: () => void): void {
  const { world, webhooks } = emulation;
  const before = knownNumbers(world.phones.values(), user).map((phone) => ({
    phone,
    waId: visibleWaId(world, phone, user),
    bsuid: visibleBsuid(world, phone, user),
  }));
  change();
  for (const { phone, waId, bsuid } of before) {
    const newWaId = visibleWaId(world, phone, user);
    const newBsuid = visibleBsuid(world, phone, user);
    const what = type === "user_changed_number" ? `changed from ${waId} to ${newWaId}` : "changed user id";
    receive(emulation, phone, user, {
      type: "system",
      payload: { type, body: `User ${user.name} ${what}`, wa_id: newWaId, user_id: newBsuid },
      extra: { from: waId, from_user_id: bsuid },
    });
    if (newBsuid === undefined) continue;
    const update = {
      wa_id: newWaId,
      detail: "User ID has been updated",
      user_id: { previous: bsuid, current: newBsuid },
      timestamp: world.clock.nowSeconds(),
    };
    const value = { messaging_product: "whatsapp", metadata: metadataOf(phone), user_id_update: [update] };
    webhooks.publish({ waba: phone.waba, phone, field: "user_id_update", value: () => value });
  }
}

function knownNumbers(phones: Iterable<Phone>, user: User): Phone[] {
  return [...phones].filter((phone) => phone.threads.has(user.key));
}

function publishPreference(emulation: Emulation, phone: Phone, user: User, value: "stop" | "resume"): void {
  const { world } = emulation;
  const preference = {
    wa_id: visibleWaId(world, phone, user),
    user_id: visibleBsuid(world, phone, user),
    detail: `User requested to ${value} marketing messages`,
    category: "marketing_messages",
    value,
    timestamp: world.clock.nowSeconds(),
  };
  const content = {
    messaging_product: "whatsapp",
    metadata: metadataOf(phone),
    contacts: [contactOf(world, phone, user)],
    user_preferences: [preference],
  };
  emulation.webhooks.publish({ waba: phone.waba, phone, field: "user_preferences", value: () => content });
}
