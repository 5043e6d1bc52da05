/** Keeps one WhatsApp Web session connected, on the node that owns its channel: pairs it when somebody wants that, comes back after trouble,
 *  lets go when another node takes over. The states are those of device-states.ts. */
import type { AuthenticationCreds, WASocket } from "baileys";
import { type Clock, waitFor } from "../../platform/clock.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { Logger } from "../../platform/logger.ts";
import type { ChannelOwnership, HeldConnection } from "../channel.ts";
import { type Acks, createAcks } from "./acks.ts";
import { type DeviceSocket, openDeviceSocket, type WhatsAppEndpoint } from "./device-socket.ts";
import type { DeviceAccount, DeviceState, DeviceStateReason } from "./device-states.ts";
import * as store from "./devices.store.ts";
import type { DeviceGroups } from "./groups.ts";
import type { Heard } from "./heard.ts";
import { lidOf, phoneOf } from "./jids.ts";
import { createPairing, isPairingWanted } from "./pairing.ts";
import type { Reads } from "./reads.ts";
import { judgeSessionEnd, reasonLoggedOutHere } from "./session-end.rules.ts";
import { type SessionStore, SessionTaken } from "./session-store.ts";
import type { Wa } from "./wa.ts";

export interface DeviceConnection extends HeldConnection {
  /** Undefined while nothing can be sent. */
  readonly connected: () => ConnectedDevice | undefined;
}

export interface ConnectedDevice {
  readonly socket: WASocket;
  readonly session: SessionStore;
  readonly waitForAck: Acks["wait"];
}

export interface DeviceConnectionDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly address: string;
  readonly ownership: ChannelOwnership;
  readonly endpoint: WhatsAppEndpoint;
  readonly loadWa: () => Promise<Wa>;
  readonly createSession: (wa: Wa) => SessionStore;
  readonly take: (tx: Tx, heard: Heard, session: SessionStore, socket: WASocket) => Promise<void>;
  readonly onStateChanged: (tx: Tx, change: DeviceStateChange) => Promise<void>;
  readonly onReady: () => void;
  readonly groups: Pick<DeviceGroups, "follow" | "find">;
  readonly reads: Pick<Reads, "tellWished">;
  /** Calls back when somebody has changed the device's row; answers how to stop that. */
  readonly onPoked: (listener: () => void) => () => void;
}

export interface DeviceStateChange {
  readonly address: string;
  readonly state: DeviceState;
  readonly reason: DeviceStateReason | null;
  readonly account: DeviceAccount | null;
}

const LOOK_MS = 5_000;
const TROUBLE_PAUSE_MS = 1_000;
/** A connection that lasted so long was a good one. */
const STEADY_MS = 60_000;
const NOBODY_PAIRS = 408;

export function startDeviceConnection(deps: DeviceConnectionDeps): DeviceConnection {
  const { db, clock, logger, address } = deps;
  const ending = new AbortController();
  const acks = createAcks(clock);
  let failures = 0;
  let current: { socket: DeviceSocket; session: SessionStore; isOpen: boolean } | undefined;
  let poked = new AbortController();
  const stopListening = deps.onPoked(() => {
    poked.abort();
    void heedWhileConnected().catch((error) =>
      logger.warn({ err: error, address }, "a device's row could not be read"),
    );
  });

  async function wait(ms: number): Promise<void> {
    poked = new AbortController();
    await waitFor(clock, ms, AbortSignal.any([poked.signal, ending.signal]));
  }

  const readDevice = async () => {
    await store.ensureDevice(db, address, clock.now());
    return (await store.findDevice(db, address)) as store.DeviceRow;
  };

  async function setState(
    session: SessionStore,
    state: DeviceState,
    reason: DeviceStateReason | null,
    more: Parameters<SessionStore["changeDevice"]>[1] = {},
  ): Promise<void> {
    await session.write(async (tx) => {
      await session.changeDevice(tx, { state, stateReason: reason, ...more });
      const account = (await store.findDevice(tx, address))?.account ?? null;
      await deps.onStateChanged(tx, { address, state, reason, account });
    });
  }

  async function run(): Promise<void> {
    const wa = await deps.loadWa();
    while (!ending.signal.aborted) {
      try {
        await turn(wa);
      } catch (error) {
        if (error instanceof SessionTaken) return letGo();
        logger.warn({ err: error, address }, "a WhatsApp Web session is in trouble; trying again");
        await waitFor(clock, TROUBLE_PAUSE_MS, ending.signal);
      }
    }
  }

  function letGo(): void {
    ending.abort();
    logger.info({ address }, "another node has taken the WhatsApp Web session over");
  }

  async function turn(wa: Wa): Promise<void> {
    const device = await readDevice();
    const session = deps.createSession(wa);
    if (device.wish === "log-out") {
      await session.write((tx) => store.forgetPairing(tx, address));
      return setState(session, "unpaired", reasonLoggedOutHere, { wish: null, pairingWantedUntil: null });
    }
    if (device.state === "replaced" && device.wish !== "use-here") return wait(LOOK_MS);
    if (device.wish !== null) await session.write((tx) => session.changeDevice(tx, { wish: null }));
    const { creds, isPaired } = await session.openCreds();
    if (isPaired || isPairingWanted(device, clock.now())) {
      const end = await connect(wa, session, creds, isPaired);
      if (!ending.signal.aborted) await react(session, end);
      return;
    }
    if (device.state !== "unpaired" && device.state !== "logged-out") await setState(session, "unpaired", null);
    await wait(LOOK_MS);
  }

  /** Does what the end of a connection asks for. */
  async function react(session: SessionStore, end: { code: number | undefined; isPaired: boolean }): Promise<void> {
    const step = judgeSessionEnd({ ...end, failures, chance: deps.random() });
    failures += 1;
    const { code } = end;
    const afterMs = step.kind === "reconnect" ? step.afterMs : undefined;
    logger.info({ address, code, step: step.kind, state: step.state, afterMs }, "a WhatsApp Web connection ended");
    const device = await readDevice();
    // Asked for here: the next turn does the rest of it.
    if (device.wish === "log-out") return;
    if (step.kind === "stop" && step.forget) await session.write((tx) => store.forgetPairing(tx, address));
    // Somebody still looks at the page: new codes are fetched.
    if (step.kind === "stop" && step.state === "unpaired" && isPairingWanted(device, clock.now()))
      return wait(TROUBLE_PAUSE_MS);
    const isCancelled = step.state === "unpaired" && device.pairingWantedUntil === null;
    const reason = isCancelled ? null : (step.reason ?? null);
    await setState(session, step.state, reason, { pairing: null, pairingExpiresAt: null });
    if (step.kind === "reconnect" && step.afterMs > 0) await wait(step.afterMs);
  }

  /** Resolves when the connection has ended. */
  async function connect(
    wa: Wa,
    session: SessionStore,
    creds: AuthenticationCreds,
    wasPaired: boolean,
  ): Promise<{ code: number | undefined; isPaired: boolean }> {
    await setState(session, "connecting", wasPaired ? (await readDevice()).stateReason : null);
    const unfinished = await session.listUnfinished();
    let isPaired = wasPaired;
    let openSinceMs: number | undefined;
    let isOver = false;
    const writes: Array<Promise<unknown>> = [];
    const ended = Promise.withResolvers<number | undefined>();
    const soon = (work: Promise<unknown>) =>
      void writes.push(
        work.catch((error) =>
          error instanceof SessionTaken
            ? lost(error)
            : logger.warn({ err: error, address }, "a session's state could not be stored"),
        ),
      );
    function lost(error: unknown): void {
      if (error instanceof SessionTaken) letGo();
      else logger.warn({ err: error, address }, "what WhatsApp told could not be stored; connecting anew");
      over(undefined);
    }
    function over(code: number | undefined): void {
      isOver = true;
      if (current) current.isOpen = false;
      ended.resolve(code);
    }

    const pairing = createPairing({
      clock,
      isOpen: () => !isPaired,
      readDevice,
      requestCode: (digits) => socket.socket.requestPairingCode(digits),
      show: (offer) => setState(session, "awaiting-scan", null, { pairing: offer, pairingExpiresAt: offer.expiresAt }),
      onUnwanted: () => over(NOBODY_PAIRS),
    });
    const socket = openDeviceSocket({
      wa,
      address,
      session,
      clock,
      logger,
      endpoint: deps.endpoint,
      creds,
      isPaired,
      unfinished,
      findGroup: deps.groups.find,
      take: (tx, heard) => deps.take(tx, heard, session, socket.socket),
      on: {
        qr: (text) => soon(pairing.scannable(text)),
        async paired(paired) {
          isPaired = true;
          await setState(session, "connecting", null, {
            account: toAccount(paired),
            pairedAt: clock.now(),
            pairing: null,
            pairingExpiresAt: null,
            pairingWantedUntil: null,
            pairingPhone: null,
          });
        },
        open() {
          openSinceMs = clock.monotonicMs();
          const { creds: now } = socket.socket.authState;
          const connectedAt = clock.now();
          soon(
            setState(session, "connected", null, {
              account: toAccount(now),
              connectedAt,
              lastHeardAt: connectedAt,
            }).then(() => {
              if (current?.socket !== socket || isOver) return;
              current.isOpen = true;
              deps.onReady();
              soon(tellReads());
            }),
          );
        },
        acknowledged: (messageId, error) => acks.settle(messageId, { error }),
        closed(code, detail) {
          logger.debug({ address, code, detail }, "a WhatsApp Web connection is over");
          over(code);
        },
        lost,
      },
    });
    const groups = deps.groups.follow(socket.socket, session);
    current = { socket, session, isOpen: false };

    const tellReads = () => deps.reads.tellWished({ socket: socket.socket, session });
    heed = async () => {
      const device = await readDevice();
      if (device.wish === "log-out") await socket.socket.logout();
      else if (!isPaired) await pairing.offer();
      else if (current?.isOpen) await tellReads();
    };
    const look = setIntervalOn(clock, LOOK_MS, () => {
      if (!isPaired) soon(pairing.offer());
    });
    const stopped = new Promise<undefined>((resolve) =>
      ending.signal.addEventListener("abort", () => resolve(undefined)),
    );
    const code = await Promise.race([ended.promise, stopped]);
    look.cancel();
    heed = undefined;
    current = undefined;
    acks.abandon();
    // One that opens and ends at once, again and again, fails too.
    if (openSinceMs !== undefined && clock.monotonicMs() - openSinceMs >= STEADY_MS) failures = 0;
    await Promise.all([socket.end(), groups.end()]);
    await Promise.all(writes);
    return { code, isPaired };
  }

  let heed: (() => Promise<void>) | undefined;
  const heedWhileConnected = async () => heed?.();

  const finished = run().then(
    () => logger.info({ address }, "this node has let go of the WhatsApp Web session"),
    (error) => logger.error({ err: error, address }, "a WhatsApp Web session ended unexpectedly"),
  );

  return {
    isReady: () => current?.isOpen === true && !ending.signal.aborted,
    connected() {
      if (current?.isOpen !== true || ending.signal.aborted || !deps.ownership.isFresh()) return undefined;
      const { socket, session } = current;
      return {
        socket: socket.socket,
        session,
        waitForAck: acks.wait,
      };
    },
    async release() {
      ending.abort();
      stopListening();
      await finished;
    },
    drop() {
      ending.abort();
      stopListening();
    },
  };
}

function toAccount({ me }: AuthenticationCreds): DeviceAccount | null {
  const phone = phoneOf(me?.id);
  if (!me || phone === undefined) return null;
  return { phone, jid: me.id, lid: lidOf(me.lid) ?? null, name: me.name && me.name !== "~" ? me.name : null };
}

function setIntervalOn(clock: Clock, ms: number, work: () => void): { cancel(): void } {
  let timer = clock.startTimer(ms, tick);
  function tick(): void {
    work();
    timer = clock.startTimer(ms, tick);
  }
  return { cancel: () => timer.cancel() };
}
