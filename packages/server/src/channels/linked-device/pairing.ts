/** What is shown while a phone is to be paired: a picture to scan, or a code to type. */
import type { Clock } from "../../platform/clock.ts";
import type { PairingOffer } from "./device-states.ts";
import type { DeviceRow } from "./devices.store.ts";

export interface Pairing {
  /** WhatsApp gave another text for the picture. */
  scannable(text: string): Promise<void>;
  /** Shows what there is. Asked again when somebody wants the other of the two, or nobody wants any more. */
  offer(): Promise<void>;
}

interface Deps {
  readonly clock: Clock;
  /** False: it has come about. */
  readonly isOpen: () => boolean;
  readonly readDevice: () => Promise<DeviceRow>;
  /** A code to type on the phone of this number, digits alone. */
  readonly requestCode: (digits: string) => Promise<string>;
  readonly show: (offer: PairingOffer) => Promise<void>;
  readonly onUnwanted: () => void;
}

/** As the library shows them: the first of a connection longer than the others. */
const FIRST_QR_LIFE_MS = 60_000;
const QR_LIFE_MS = 20_000;
const CODE_LIFE_MS = 160_000;

export const isPairingWanted = ({ pairingWantedUntil }: DeviceRow, now: Date): boolean =>
  pairingWantedUntil !== null && pairingWantedUntil > now;

export function createPairing({ clock, isOpen, readDevice, requestCode, show, onUnwanted }: Deps): Pairing {
  let offered: PairingOffer | undefined;
  let offering: Promise<void> = Promise.resolve();
  let lastQr: { readonly text: string; readonly expiresAt: Date } | undefined;
  const endOf = (lifeMs: number) => new Date(clock.now().getTime() + lifeMs);

  async function makeOffer(): Promise<void> {
    const device = await readDevice();
    if (!isOpen()) return;
    if (!isPairingWanted(device, clock.now())) return onUnwanted();
    if (lastQr === undefined) return;
    const phone = device.pairingPhone;
    let next: PairingOffer;
    if (phone === null) {
      if (offered?.kind === "qr" && offered.text === lastQr.text) return;
      next = { kind: "qr", ...lastQr };
    } else {
      if (offered?.kind === "code" && offered.phone === phone && offered.expiresAt > clock.now()) return;
      const expiresAt = endOf(CODE_LIFE_MS);
      next = { kind: "code", code: await requestCode(phone.replace(/\D/g, "")), phone, expiresAt };
    }
    await show(next);
    offered = next;
  }

  const offer: Pairing["offer"] = () => {
    offering = offering.catch(() => undefined).then(makeOffer);
    return offering;
  };
  return {
    offer,
    scannable(text) {
      lastQr = { text, expiresAt: endOf(lastQr === undefined ? FIRST_QR_LIFE_MS : QR_LIFE_MS) };
      return offer();
    },
  };
}
