import { createHash } from "node:crypto";
import type { Business, User } from "./entities.ts";
import { countryOfPhone } from "./phone-format.ts";

/** What a test says of a user; everything has a default. */
export interface UserSeed {
  /** Any spelling; omit it for a user who shares no number. */
  readonly phone?: string | undefined;
  /** When WhatsApp's id is not the dialled number. Digits. */
  readonly waId?: string | undefined;
  /** This user's BSUID at every business; derived from the seed when omitted. */
  readonly bsuid?: string | undefined;
  readonly parentBsuid?: string | undefined;
  readonly name?: string | undefined;
  readonly username?: string | undefined;
  /** Default: true for users with a username. */
  readonly hidesPhone?: boolean | undefined;
  readonly onWhatsApp?: boolean | undefined;
  readonly online?: boolean | undefined;
  /** Reads every message as soon as it is delivered. */
  readonly autoRead?: boolean | undefined;
  /** In Meta's holdout group: marketing fails with 130472. */
  readonly inExperiment?: boolean | undefined;
  /** Has had enough marketing: it fails with 131049. */
  readonly marketingCapped?: boolean | undefined;
  readonly identityHash?: string | undefined;
}

export interface UserStore {
  create(seed: Omit<UserSeed, "phone"> & { readonly phone?: string | undefined }): User;
  /** By the dialled number or the WhatsApp id. */
  findByPhone(digits: string): User | undefined;
  findByBsuid(bsuid: string, business: Business): User | undefined;
  /** The user's id at one business, made on first use. */
  bsuidOf(user: User, business: Business): string;
  /** A new number means new BSUIDs everywhere. */
  changePhone(user: User, digits: string): void;
  /** Gives the user a new BSUID at every business, keeping the number. */
  rotateBsuid(user: User): void;
  list(): User[];
  clear(): void;
}

/** Cloud-api.md §1.10: ISO country, a dot, an optional `ENT.` for parents, then the id. */
export const BSUID_PATTERN = /^[A-Z]{2}\.(ENT\.)?[0-9A-Za-z]{1,128}$/;

/** Shared by all users that have nothing to list. */
const NONE: readonly never[] = [];

export function createUserStore(seed: number): UserStore {
  const users = new Map<number, User>();
  const byPhone = new Map<string, User>();
  const byBsuid = new Map<string, User>();
  /** A BSUID the test chose, valid at any business. */
  const chosenBsuids = new Map<number, string>();
  /** User key → business id → BSUID. Kept apart from the users: a benchmark makes hundreds of thousands of them. */
  const derivedBsuids = new Map<number, Map<string, string>>();
  let created = 0;

  function forgetBsuids(user: User): void {
    for (const [businessId, bsuid] of derivedBsuids.get(user.key) ?? []) byBsuid.delete(`${businessId}|${bsuid}`);
    derivedBsuids.delete(user.key);
    const chosen = chosenBsuids.get(user.key);
    if (chosen !== undefined) byBsuid.delete(`*|${chosen}`);
    chosenBsuids.delete(user.key);
    user.generation += 1;
  }

  function deriveBsuid(user: User, businessId: string): string {
    const digest = createHash("sha256").update(`${seed}|${businessId}|${user.key}|${user.generation}`).digest("hex");
    return `${user.country}.${BigInt(`0x${digest.slice(0, 16)}`)
      .toString()
      .padStart(20, "1")
      .slice(0, 20)}`;
  }

  return {
    create(given) {
      created += 1;
      const user: User = {
        key: created,
        phone: given.phone,
        waId: given.waId ?? given.phone,
        country: given.bsuid?.slice(0, 2) ?? countryOfPhone(given.phone),
        parentBsuid: given.parentBsuid,
        generation: 0,
        name: given.name ?? (given.phone === undefined ? `User ${created}` : `User ${given.phone.slice(-4)}`),
        username: given.username,
        hidesPhone: given.hidesPhone ?? given.username !== undefined,
        onWhatsApp: given.onWhatsApp ?? true,
        online: given.online ?? true,
        autoRead: given.autoRead ?? false,
        inExperiment: given.inExperiment ?? false,
        marketingCapped: given.marketingCapped ?? false,
        optedOutOf: NONE,
        identityHash: given.identityHash,
        heldUntilOnline: NONE,
      };
      users.set(user.key, user);
      if (user.phone !== undefined) byPhone.set(user.phone, user);
      if (user.waId !== undefined && user.waId !== user.phone) byPhone.set(user.waId, user);
      if (given.bsuid !== undefined) {
        chosenBsuids.set(user.key, given.bsuid);
        byBsuid.set(`*|${given.bsuid}`, user);
      }
      return user;
    },
    findByPhone: (digits) => byPhone.get(digits),
    findByBsuid(bsuid, business) {
      const found = byBsuid.get(`*|${bsuid}`) ?? byBsuid.get(`${business.id}|${bsuid}`);
      if (found !== undefined) return found;
      return [...users.values()].find((user) => user.parentBsuid === bsuid);
    },
    bsuidOf(user, business) {
      const chosen = chosenBsuids.get(user.key);
      if (chosen !== undefined) return chosen;
      let ofUser = derivedBsuids.get(user.key);
      let bsuid = ofUser?.get(business.id);
      if (bsuid === undefined) {
        bsuid = deriveBsuid(user, business.id);
        ofUser ??= new Map();
        derivedBsuids.set(user.key, ofUser.set(business.id, bsuid));
        byBsuid.set(`${business.id}|${bsuid}`, user);
      }
      return bsuid;
    },
    changePhone(user, digits) {
      if (user.phone !== undefined) byPhone.delete(user.phone);
      if (user.waId !== undefined) byPhone.delete(user.waId);
      user.phone = digits;
      user.waId = digits;
      user.country = countryOfPhone(digits);
      byPhone.set(digits, user);
      forgetBsuids(user);
    },
    rotateBsuid: forgetBsuids,
    list: () => [...users.values()],
    clear() {
      for (const store of [users, byPhone, byBsuid, chosenBsuids, derivedBsuids]) store.clear();
      created = 0;
    },
  };
}
