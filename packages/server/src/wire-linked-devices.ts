/** Connects WhatsApp Web sessions with the rest: what they hear goes the way of webhooks, what becomes of them is shown and alerted. */
import { Readable } from "node:stream";
import { z } from "zod";
import { type ChannelsService, fingerprintSecret } from "./channels/channels.service.ts";
import type { ChannelRow } from "./channels/channels.store.ts";
import type { GroupBook } from "./channels/groups.ts";
import {
  type DeviceState,
  type DeviceStateChange,
  deleteDevice,
  type FileSource,
  findDevice,
  forgetAged,
  type LinkedDevicePorts,
  LOGGED_OUT_HERE,
  lockDevice,
  POKED,
  registerDeviceRoutes,
  type WhatsAppEndpoint,
} from "./channels/linked-device/index.ts";
import type { AlertsService } from "./domains/alerts/index.ts";
import type { LimitsService } from "./domains/limits/index.ts";
import type { createMedia } from "./domains/media/index.ts";
import type { Messages } from "./domains/messages/index.ts";
import type { Clock } from "./platform/clock.ts";
import type { SecretBox } from "./platform/crypto.ts";
import { type Db, type Notifications, runInTransaction, type Tx } from "./platform/db/index.ts";
import { insertEvent } from "./platform/events/index.ts";
import type { HttpApp } from "./platform/http/index.ts";
import { defineJob, type Job } from "./platform/jobs.ts";
import type { Logger } from "./platform/logger.ts";
import type { OutgoingHttp } from "./platform/outgoing/index.ts";
import { type SessionsService, wireSessions } from "./wire-sessions.ts";

interface Parts {
  readonly db: Db;
  readonly clock: Clock;
  readonly box: SecretBox;
  readonly logger: Logger;
  readonly endpoint: WhatsAppEndpoint;
  readonly groups: GroupBook;
  /** Made after the driver that needs them; not asked for before a channel is used. */
  readonly later: () => {
    readonly channels: ChannelsService;
    readonly messages: Messages;
    readonly media: ReturnType<typeof createMedia>;
    readonly alerts: AlertsService;
    readonly limits: LimitsService;
    readonly outgoing: OutgoingHttp;
  };
}

export interface LinkedDevices {
  readonly ports: LinkedDevicePorts;
  readonly service: SessionsService;
  /** To be run every hour, on one node. */
  readonly upkeepJob: Job<Record<string, never>>;
  /** Before anything is started. */
  connect(notifications: Notifications): void;
  registerRoutes(app: HttpApp): void;
}

const KIND = "linked-device";
/** A second delivery, and a request to send again, come within days. */
const KEEP_MS = 30 * 86_400_000;
const FORGOTTEN_AT_ONCE = 5_000;
/** Of a file behind a link: it is held in memory on its way. */
const LINKED_FILE_BYTES = 32 * 1024 * 1024;
const LINKED_FILE_MS = 30_000;
const TROUBLES: Partial<Record<DeviceState, "warning" | "critical">> = {
  "logged-out": "critical",
  replaced: "critical",
  restricted: "critical",
};

export function wireLinkedDevices({ db, clock, box, logger, endpoint, groups, later }: Parts): LinkedDevices {
  const listeners = new Map<string, Set<() => void>>();
  const findChannel = (address: string) => later().channels.findByAddress(KIND, address);

  async function tell(tx: Tx, { address, state, reason }: DeviceStateChange): Promise<void> {
    const channel = (await later().channels.list(tx)).find((one) => one.kind === KIND && one.address === address);
    if (!channel) return;
    await insertEvent(tx, "channels.changed", { ids: [channel.id] }, clock.now());
    await noteForLimits(tx, channel, state, reason);
    const subject = `channel:${channel.id}`;
    const severity = TROUBLES[state];
    if (severity === undefined) {
      if (state === "connected" || reason?.code === LOGGED_OUT_HERE)
        await later().alerts.resolve(tx, "session-lost", subject);
      return;
    }
    await later().alerts.raise(tx, {
      kind: "session-lost",
      subject,
      channelId: channel.id,
      severity,
      title: `The WhatsApp Web session of “${channel.name}” has ended: ${reason?.title ?? state}`,
      mend: reason?.mend,
      particulars: { channel: channel.name, ...(reason && { reason: { code: reason.code } }) },
    });
  }

  async function noteForLimits(
    tx: Tx,
    channel: ChannelRow,
    state: DeviceState,
    reason: DeviceStateChange["reason"],
  ): Promise<void> {
    const device = await findDevice(tx, channel.address);
    const session = { account: device?.account?.phone ?? null, pairedAt: device?.pairedAt ?? null };
    await later().limits.noteSession(tx, channel, { isConnected: state === "connected", ...session });
    if (state === "restricted" && reason !== null) await later().limits.stopColdSends(tx, channel, reason);
  }

  const files: FileSource = {
    async findFile(mediaId) {
      const file = await later().media.openFile(mediaId);
      return file && { mime: file.mime, filename: file.filename ?? undefined, open: () => Readable.from(file.read()) };
    },
    async fetchFile(url) {
      const { status, headers, bytes } = await later().outgoing.call({
        url,
        method: "GET",
        headers: {},
        timeoutMs: LINKED_FILE_MS,
        maxBytes: LINKED_FILE_BYTES,
      });
      if (status !== 200) throw new Error(`the link of the file answered ${status}`);
      const mime = String(headers["content-type"] ?? "application/octet-stream").split(";")[0] as string;
      return { mime, open: () => Readable.from([bytes]) };
    },
  };

  const service = wireSessions({ db, clock, box, getChannel: (id) => later().channels.get(id) });

  return {
    ports: {
      db,
      box,
      logger,
      random: Math.random,
      endpoint,
      http: { call: (wanted) => later().outgoing.call(wanted) },
      files,
      groups,
      ingest: (tx, bodies) =>
        later().messages.ingest(
          tx,
          bodies.map(({ signer, body }) => ({
            channelKind: KIND,
            signer: fingerprintSecret(signer),
            body,
            receivedAt: clock.now(),
          })),
        ),
      onStateChanged: tell,
      async stopColdSends(address, reason) {
        const channel = await findChannel(address);
        if (!channel) return;
        await runInTransaction(db, async (tx) => {
          await lockDevice(tx, address);
          await later().limits.stopColdSends(tx, channel, reason);
        });
      },
      onPoked(address, listener) {
        const known = listeners.get(address) ?? new Set();
        listeners.set(address, known.add(listener));
        return () => void known.delete(listener);
      },
    },
    service,
    upkeepJob: defineJob({
      id: "linked-devices.upkeep",
      payload: z.strictObject({}),
      async handle() {
        const before = new Date(clock.now().getTime() - KEEP_MS);
        while ((await forgetAged(db, before, FORGOTTEN_AT_ONCE)) === FORGOTTEN_AT_ONCE);
      },
    }),
    connect(notifications) {
      notifications.on(POKED, (address) => {
        for (const listener of listeners.get(address) ?? []) listener();
      });
      later().channels.onStateChanged(async ({ state, kind, address }, tx) => {
        if (state === "removed" && kind === KIND) await deleteDevice(tx, address);
      });
    },
    registerRoutes: (app) => registerDeviceRoutes(app, service),
  };
}
