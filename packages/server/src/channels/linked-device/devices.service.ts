/** What people do with WhatsApp Web sessions: pair a phone, log out, use a session here that was opened elsewhere. The node that owns the
 *  channel does it; here it is only asked for, in the database, so that any node can be asked. */
import type { Clock } from "../../platform/clock.ts";
import type { SecretBox } from "../../platform/crypto.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { ChasquiError } from "../../platform/errors.ts";
import type { ListSessions } from "../channel-session.ts";
import type { ChannelRow } from "../channels.store.ts";
import type { DeviceAccount, DeviceState, DeviceStateReason, PairingOffer } from "./device-states.ts";
import * as store from "./devices.store.ts";
import { contextOf } from "./session-store.ts";

export interface DeviceView {
  readonly state: DeviceState;
  readonly stateReason: DeviceStateReason | null;
  readonly stateSince: Date;
  /** Who it is paired with. */
  readonly account: DeviceAccount | null;
  readonly pairedAt: Date | null;
  readonly connectedAt: Date | null;
  /** Nobody who never wrote to us is written to until then: WhatsApp restricts the account. */
  readonly coldStoppedUntil: Date | null;
}

export interface PairingView {
  readonly state: DeviceState;
  readonly stateReason: DeviceStateReason | null;
  /** What to scan or to type now, the same for everybody who looks; null while it is fetched, and once the phone is paired. */
  readonly offer: (PairingOffer & { readonly secondsLeft: number }) | null;
}

export interface DevicesService {
  /** @throws NotADevice, channel-unknown */
  get(channelId: string): Promise<DeviceView>;
  getPairing(channelId: string): Promise<PairingView>;
  readonly listSessions: ListSessions;
  /** Shows codes for PAIRING_WANTED_MS from now. `phone` E.164: a code to type on that phone instead of a picture.
   *  @throws AlreadyPaired, ChannelNotActive */
  pair(channelId: string, phone?: string): Promise<PairingView>;
  stopPairing(channelId: string): Promise<void>;
  logOut(channelId: string): Promise<DeviceView>;
  /** @throws NotReplaced */
  useHere(channelId: string): Promise<DeviceView>;
}

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly box: SecretBox;
  readonly getChannel: (id: string) => Promise<ChannelRow>;
  /** Wakes the node that owns the channel, once the transaction is committed. */
  readonly poke: (tx: Tx, address: string) => Promise<void>;
}

/** As long as the codes of one connection last: WhatsApp gives six, the first for a minute, the others for 20 s. Nobody shall scan one that
 *  was left open on a screen in the shop. */
const PAIRING_WANTED_MS = 160_000;

class NotADevice extends ChasquiError {
  constructor() {
    super("conflict", "channel-not-paired-by-phone", "This channel is no WhatsApp Web session.", {
      mend: "Add a channel of the kind “WhatsApp Web” to pair a phone.",
    });
  }
}

class AlreadyPaired extends ChasquiError {
  constructor(phone: string | undefined) {
    super("conflict", "channel-paired", `This channel is paired with ${phone ?? "a phone"} already.`, {
      mend: "Log it out first to pair another phone.",
    });
  }
}

class ChannelNotActive extends ChasquiError {
  constructor() {
    super("conflict", "channel-not-active", "A paused channel has no connection to pair a phone by.", {
      mend: "Resume the channel first.",
    });
  }
}

class NotReplaced extends ChasquiError {
  constructor() {
    super("conflict", "session-not-replaced", "This session was not opened anywhere else.");
  }
}

export function createDevicesService({ db, clock, box, getChannel, poke }: Deps): DevicesService {
  async function find(channelId: string): Promise<{ channel: ChannelRow; device: store.DeviceRow }> {
    const channel = await getChannel(channelId);
    if (channel.kind !== "linked-device") throw new NotADevice();
    await store.ensureDevice(db, channel.address, clock.now());
    return { channel, device: (await store.findDevice(db, channel.address)) as store.DeviceRow };
  }

  async function change(address: string, wanted: store.DeviceChange): Promise<void> {
    await runInTransaction(db, async (tx) => {
      await store.changeDevice(tx, address, wanted, clock.now());
      await poke(tx, address);
    });
  }

  function present(device: store.DeviceRow): DeviceView {
    const { state, stateReason, stateSince, account, pairedAt, connectedAt, coldStoppedUntil } = device;
    return { state, stateReason, stateSince, account, pairedAt, connectedAt, coldStoppedUntil };
  }

  function presentPairing({ address, state, stateReason, pairing, pairingExpiresAt }: store.DeviceRow): PairingView {
    const msLeft = (pairingExpiresAt?.getTime() ?? 0) - clock.now().getTime();
    // One that has run out is of no use: the next is on its way.
    if (state !== "awaiting-scan" || pairing === null || pairingExpiresAt === null || msLeft <= 0)
      return { state, stateReason, offer: null };
    const offer = JSON.parse(box.open(pairing, contextOf(address, "pairing")).toString("utf8"));
    return {
      state,
      stateReason,
      offer: { ...offer, expiresAt: pairingExpiresAt, secondsLeft: Math.ceil(msLeft / 1000) },
    };
  }

  return {
    get: async (channelId) => present((await find(channelId)).device),
    async listSessions() {
      const devices = await store.listDevices(db);
      return new Map(
        devices.map(({ address, state, stateReason, account }) => [
          address,
          { state, stateReason, phone: account?.phone ?? null },
        ]),
      );
    },
    getPairing: async (channelId) => presentPairing((await find(channelId)).device),
    async pair(channelId, phone) {
      const { channel, device } = await find(channelId);
      if (device.isPaired) throw new AlreadyPaired(device.account?.phone);
      if (channel.state !== "active") throw new ChannelNotActive();
      const pairingWantedUntil = new Date(clock.now().getTime() + PAIRING_WANTED_MS);
      await change(channel.address, { pairingWantedUntil, pairingPhone: phone ?? null });
      return presentPairing((await find(channelId)).device);
    },
    async stopPairing(channelId) {
      const { channel } = await find(channelId);
      await change(channel.address, { pairingWantedUntil: null, pairingPhone: null });
    },
    async logOut(channelId) {
      const { channel, device } = await find(channelId);
      if (device.isPaired) await change(channel.address, { wish: "log-out", pairingWantedUntil: null });
      return present((await find(channelId)).device);
    },
    async useHere(channelId) {
      const { channel, device } = await find(channelId);
      if (device.state !== "replaced") throw new NotReplaced();
      await change(channel.address, { wish: "use-here" });
      return present((await find(channelId)).device);
    },
  };
}
