import { EmulatorRefusal } from "../core/refusal.ts";
import type { Emulation } from "../emulation.ts";
import { askForPreKeys } from "../messages/seal.ts";
import { addressOf } from "../nodes/addresses.ts";
import { buildNode } from "../nodes/node.ts";
import { removeDevice } from "../pairing/device-news.ts";
import { scanQr } from "../pairing/link.ts";
import { enterPairingCode } from "../pairing/pairing-code.ts";
import { CODES, endStream } from "../transport/stream-end.ts";
import { type Companion, isGroup, type Person } from "../world/entities.ts";
import { type Chat, type ContactHandle, createContactHandle, getChat } from "./contact-handle.ts";
import { restrictAccount } from "./restrict.ts";
import { type DeviceView, viewDevice } from "./views.ts";

/** A phone whose owner links devices. A linked device is what a client is; most phones have one. */
export interface PhoneHandle extends ContactHandle {
  /**
   * Scans the QR text a client shows, and approves. Resolves when the client has confirmed (it then has to reconnect).
   * @throws EmulatorRefusal when nobody waits with this code
   */
  scan(qrText: string): Promise<DeviceView>;
  /** Types a pairing code in. @throws EmulatorRefusal when no client asked for one for this number, or it is wrong */
  enterPairingCode(code: string): Promise<DeviceView>;
  readonly devices: DeviceView[];
  /** Resolves when a device has logged in and got what waited for it. */
  waitForLogin(timeoutMs?: number): Promise<DeviceView>;
  /** Resolves when the device has confirmed everything it was sent. */
  waitForConfirmation(timeoutMs?: number): Promise<void>;
  /** Ends the stream of a device: 401 (and unlinks it), 403, 440, 503, 515 … Default: every device. */
  endStream(code: number, device?: number): void;
  /** Removes a linked device, as its owner does on the phone: 401 now or at the next login. */
  unlink(device?: number): void;
  /** Cuts the line, without a word. */
  cutLine(device?: number): void;
  /**
   * `all`: the socket stays open, and nothing is answered, accepted or delivered any more. `deliveries`: pings and
   * queries are answered, but messages are neither accepted nor delivered. Ends with `none` or a new login.
   */
  silence(mode: Companion["silence"], device?: number): void;
  /** Answers every login with this failure (401, 403, 503 …); undefined: logins work again. */
  refuseLogins(reason: number | undefined): void;
  /** Strangers take pre-keys until so many are left. */
  spendPreKeys(left: number, device?: number): void;
  /** The owner opens a conversation on the phone: its linked devices hear what has been read. */
  opensChat(chat: Chat, messageIds: readonly string[]): void;
  /**
   * The reach-out timelock: until then, messages to people the account has not talked to are refused with 463, and its
   * devices are told so. Undefined: it is over.
   */
  restrict(until: Date | undefined): void;
}

export function createPhoneHandle(emulation: Emulation, person: Person): PhoneHandle {
  const { changes } = emulation;

  function devices(device?: number): Companion[] {
    if (device === undefined) return [...person.companions.values()];
    const found = person.companions.get(device);
    if (found === undefined) throw new EmulatorRefusal(`The phone ${person.number} has no device ${device}`, 404);
    return [found];
  }

  function unlink(companion: Companion): void {
    removeDevice(emulation, companion);
    if (companion.connection !== undefined) endStream(companion.connection, CODES.loggedOut);
  }

  const own: Omit<PhoneHandle, keyof ContactHandle> = {
    scan: async (qrText) => viewDevice(await scanQr(emulation, person, qrText)),
    enterPairingCode: async (code) => viewDevice(await enterPairingCode(emulation, person, code)),
    get devices() {
      return devices().map(viewDevice);
    },
    waitForLogin: async (timeoutMs) => {
      const find = () => devices().find((companion) => companion.isReady);
      return viewDevice(await changes.waitFor(find, `a device of ${person.number} to log in`, timeoutMs));
    },
    waitForConfirmation: async (timeoutMs) => {
      const isDone = () => devices().every((companion) => companion.inbox.list().length === 0);
      await changes.waitFor(isDone, `the devices of ${person.number} to confirm everything`, timeoutMs);
    },
    endStream(code, device) {
      for (const companion of devices(device)) {
        if (code === CODES.loggedOut) unlink(companion);
        else if (companion.connection !== undefined) endStream(companion.connection, code);
      }
    },
    unlink(device) {
      for (const companion of devices(device)) unlink(companion);
    },
    cutLine(device) {
      for (const companion of devices(device)) companion.connection?.terminate();
    },
    silence(mode, device) {
      for (const companion of devices(device)) {
        companion.silence = mode;
        if (mode !== "none" || !companion.isReady) continue;
        for (const stanza of companion.inbox.takeHeld()) companion.connection?.send(stanza);
      }
    },
    refuseLogins(reason) {
      person.loginFailure = reason;
    },
    spendPreKeys(left, device) {
      for (const companion of devices(device)) {
        companion.keys.preKeys.splice(left);
        askForPreKeys(emulation, companion);
      }
    },
    opensChat(reference, messageIds) {
      const chat = getChat(emulation, reference);
      for (const id of messageIds) {
        const receipt = buildNode("receipt", {
          from: isGroup(chat) ? chat.address : addressOf(person, "pn"),
          participant: isGroup(chat) ? addressOf(person, chat.addressing) : undefined,
          recipient: isGroup(chat) ? undefined : addressOf(chat, "pn"),
          id,
          t: emulation.timestamp(),
          type: "read-self",
        });
        for (const companion of devices()) companion.inbox.push(receipt);
      }
    },
    restrict: (until) => restrictAccount(emulation, person, until),
  };
  const handle = createContactHandle(emulation, person);
  // Descriptors, not a spread: getters must stay getters.
  return Object.defineProperties(handle, Object.getOwnPropertyDescriptors(own)) as PhoneHandle;
}
