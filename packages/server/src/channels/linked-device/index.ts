/** The driver for WhatsApp Web sessions: a phone is paired by a picture or a code, and stays paired. */
import type { Clock } from "../../platform/clock.ts";
import type { SecretBox } from "../../platform/crypto.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { Logger } from "../../platform/logger.ts";
import type { OutgoingHttp } from "../../platform/outgoing/index.ts";
import type { ChannelDriver, ChannelOwnership, SendError } from "../channel.ts";
import type { GroupBook } from "../groups.ts";
import { writeEvents } from "../own-events.ts";
import { type DeviceStateChange, startDeviceConnection } from "./device-connection.ts";
import type { WhatsAppEndpoint } from "./device-socket.ts";
import { findDevice } from "./devices.store.ts";
import { linkedDeviceWebhook, signerOfDevice } from "./events.ts";
import { createDeviceGroups } from "./groups.ts";
import { translate } from "./inbound.ts";
import { createLinkPreviewer } from "./link-preview.ts";
import { createLinkedDeviceChannel } from "./linked-device-channel.ts";
import { trustMediaHost } from "./media-trust.ts";
import { createNumberBook } from "./number-book.ts";
import type { FileSource } from "./outbound.ts";
import { createReads } from "./reads.ts";
import { createSentIds } from "./sent-ids.ts";
import { createSessionStore } from "./session-store.ts";
import { parseLinkedDeviceConfig, readStoredSettings } from "./settings.ts";
import { loadWa } from "./wa.ts";

export type { DeviceStateChange } from "./device-connection.ts";
export type { WhatsAppEndpoint } from "./device-socket.ts";
export type { DeviceState } from "./device-states.ts";
export { registerDeviceRoutes } from "./devices.routes.ts";
export { createDevicesService, type DevicesService } from "./devices.service.ts";
export { changeDevice, deleteDevice, findDevice, forgetAged, lockDevice, notifyPoked, POKED } from "./devices.store.ts";
export type { FileSource } from "./outbound.ts";
export { LOGGED_OUT_HERE } from "./session-end.rules.ts";

/** What the driver needs of the server around it. */
export interface LinkedDevicePorts {
  readonly db: Db;
  readonly box: SecretBox;
  readonly logger: Logger;
  readonly random: () => number;
  readonly endpoint: WhatsAppEndpoint;
  readonly http: Pick<OutgoingHttp, "call">;
  readonly files: FileSource;
  readonly groups: GroupBook;
  /** Takes in bodies of events in the transaction that forgets where they came from. */
  ingest(tx: Tx, bodies: ReadonlyArray<{ readonly signer: string; readonly body: Buffer }>): Promise<void>;
  onStateChanged(tx: Tx, change: DeviceStateChange): Promise<void>;
  /** Nobody who never wrote is written to for a while. */
  stopColdSends(address: string, reason: SendError): Promise<void>;
  /** Calls back when the row of a device was changed by somebody else; answers how to stop that. */
  onPoked(address: string, listener: () => void): () => void;
}

/** Of who only reads. */
const NOT_OURS: ChannelOwnership = { isFresh: () => false, lock: async () => false };

export function createLinkedDeviceDriver({ clock, ports }: { clock: Clock; ports: LinkedDevicePorts }): ChannelDriver {
  const { db, box, logger, random } = ports;
  const numbers = createNumberBook({ db, clock });
  const previews = createLinkPreviewer(ports.http);
  return {
    kind: "linked-device",
    reachesPeople: true,
    parseConfig: parseLinkedDeviceConfig,
    webhook: linkedDeviceWebhook,
    open(stored) {
      const { address } = stored;
      const sentIds = createSentIds();
      const reads = createReads({ db, clock, address });
      const groups = createDeviceGroups({ db, clock, logger, address, book: ports.groups });
      return createLinkedDeviceChannel(readStoredSettings(stored), {
        clock,
        random,
        loadWa,
        files: ports.files,
        previews,
        numbers,
        sentIds,
        groups,
        reads,
        async findReceived(providerId) {
          trustMediaHost(ports.endpoint);
          const wa = await loadWa();
          return createSessionStore({ db, clock, box, address, ownership: NOT_OURS, wa }).findReceived(providerId);
        },
        readDevice: () => findDevice(db, address),
        stopColdSends: (reason) => ports.stopColdSends(address, reason),
        connect: (ownership, events) =>
          startDeviceConnection({
            db,
            clock,
            logger,
            random,
            address,
            ownership,
            loadWa,
            endpoint: ports.endpoint,
            createSession: (wa) => createSessionStore({ db, clock, box, address, ownership, wa }),
            async take(tx, heard, session) {
              const { events, messages } = translate(heard, address, sentIds.find);
              if (events.length === 0) return;
              await session.keepReceived(tx, messages);
              await reads.remember(tx, messages);
              await ports.ingest(tx, [{ signer: signerOfDevice(address), body: writeEvents(events) }]);
            },
            onStateChanged: ports.onStateChanged,
            onReady: events.onReady,
            groups,
            reads,
            onPoked: (listener) => ports.onPoked(address, listener),
          }),
      });
    },
  };
}
