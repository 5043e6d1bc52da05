import type { App, Phone, StoredMessage, Template, Token, User, Waba } from "../world/entities.ts";
import { phoneDigits } from "../world/phone-format.ts";
import { BSUID_PATTERN } from "../world/users.ts";
import type { World } from "../world/world.ts";

/** How a control call names a user: a phone number in any spelling, a BSUID, or the emulator's key. */
export type UserReference = string | number;

/** A control call named something that does not exist, or asked for what cannot be. */
export class ControlRefusal extends Error {
  /** HTTP status: 404 for what does not exist, 400 for what cannot be. */
  readonly status: 400 | 404;

  constructor(message: string, status: 400 | 404 = 400) {
    super(message);
    this.name = "ControlRefusal";
    this.status = status;
  }
}

/** Finds a user; an unknown phone number becomes a new one, so that a tour needs no preparation. */
export function getUser(world: World, reference: UserReference): User {
  const user = findUser(world, reference);
  if (user !== undefined) return user;
  const digits = typeof reference === "string" ? phoneDigits(reference) : undefined;
  if (digits === undefined) throw new ControlRefusal(`There is no user "${reference}": create it first`, 404);
  return world.users.create({ phone: digits });
}

function findUser(world: World, reference: UserReference): User | undefined {
  if (typeof reference === "number") return world.users.list().find((user) => user.key === reference);
  if (!BSUID_PATTERN.test(reference)) {
    const digits = phoneDigits(reference);
    return digits === undefined ? undefined : world.users.findByPhone(digits);
  }
  for (const business of world.businesses.values()) {
    const user = world.users.findByBsuid(reference, business);
    if (user !== undefined) return user;
  }
  return undefined;
}

/** The named number, or the first one when none is named. */
export function getPhone(world: World, id?: string): Phone {
  return getOrFirst(world.phones, id, "phone number");
}

export function getWaba(world: World, id?: string): Waba {
  return getOrFirst(world.wabas, id, "WABA");
}

export function getApp(world: World, id?: string): App {
  return getOrFirst(world.apps, id, "app");
}

export function getToken(world: World, value?: string): Token {
  return getOrFirst(world.tokens, value, "token");
}

/** By id or by name. */
export function getTemplate(world: World, idOrName: string): Template {
  const template =
    world.templates.get(idOrName) ?? [...world.templates.values()].find((known) => known.name === idOrName);
  if (template === undefined) throw new ControlRefusal(`There is no template "${idOrName}"`, 404);
  return template;
}

export function getMessage(world: World, wamid: string): StoredMessage {
  const message = world.messages.find(wamid);
  if (message === undefined) throw new ControlRefusal(`There is no sent message "${wamid}"`, 404);
  return message;
}

function getOrFirst<T>(items: ReadonlyMap<string, T>, id: string | undefined, what: string): T {
  const item = id === undefined ? items.values().next().value : items.get(id);
  if (item === undefined)
    throw new ControlRefusal(id === undefined ? `There is no ${what} yet` : `There is no ${what} "${id}"`, 404);
  return item;
}
