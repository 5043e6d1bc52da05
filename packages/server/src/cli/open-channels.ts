import { VERSION } from "../app.ts";
import { type ChannelsService, createChannelsService } from "../channels/channels.service.ts";
import { createChannelDrivers } from "../channels/registry.ts";
import { createSandboxPhone } from "../domains/sandbox/index.ts";
import { systemClock } from "../platform/clock.ts";
import type { Config } from "../platform/config.ts";
import { createSecretBox, loadMasterKey } from "../platform/crypto.ts";
import { checkCanary } from "../platform/crypto-canary.ts";
import type { Db } from "../platform/db/index.ts";
import { createIds } from "../platform/ids.ts";
import type { Logger } from "../platform/logger.ts";
import { wireGroupBooks } from "../wire-groups.ts";
import { wireLinkedDevices } from "../wire-linked-devices.ts";
import { type SessionsService, wireSessions } from "../wire-sessions.ts";

export interface OpenChannels extends AsyncDisposable {
  readonly channels: ChannelsService;
  /** What is asked of sessions; the running server does it. */
  readonly sessions: SessionsService;
}

/** The channels of this installation, for commands: read, checked and changed beside a running server, which alone is connected by them.
 *  @throws SecretMismatch */
export async function openChannels(config: Config, db: Db, logger: Logger): Promise<OpenChannels> {
  const clock = systemClock;
  const box = createSecretBox(await loadMasterKey({ secret: config.secret, dataDir: config.dataDir }));
  await checkCanary(db, box);
  const ids = createIds(clock);
  const later = () => {
    throw new Error("a command has no connection by which a session could speak");
  };
  const linkedDevices = wireLinkedDevices({
    ...{ db, box, logger, clock, endpoint: config.whatsappWeb },
    groups: wireGroupBooks({ clock, ids, later }).linkedDevices,
    later,
  }).ports;
  const webhookUrl = () => (config.publicUrl === undefined ? undefined : `${config.publicUrl}/webhook`);
  const phone = createSandboxPhone({ db, clock, ids });
  const channels = createChannelsService({
    ...{ db, clock, ids, box },
    drivers: createChannelDrivers({ clock, appVersion: VERSION, webhookUrl, phone, linkedDevices }),
    hideFromLogs: (secret) => logger.redactor.add(secret),
  });
  return {
    channels,
    sessions: wireSessions({ db, clock, box, getChannel: channels.get }),
    [Symbol.asyncDispose]: () => channels.close(),
  };
}
