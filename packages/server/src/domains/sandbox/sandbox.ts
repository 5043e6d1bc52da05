/** The sandbox as one part: virtual phones, what people do with them, and the ticks that come by themselves. */
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { GroupBook } from "../../channels/groups.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { HttpApp } from "../../platform/http/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { Logger } from "../../platform/logger.ts";
import { deleteAllChats } from "./chats.store.ts";
import { ensureDefaultChannel } from "./default-channel.ts";
import type { PhoneFile } from "./phone.ts";
import { findShownMedia } from "./phone-messages.store.ts";
import type { Ingest } from "./post.ts";
import { registerSandboxRoutes } from "./sandbox.routes.ts";
import { createSandboxService, type SandboxDeps } from "./sandbox.service.ts";
import { createTickSweep } from "./tick-sweep.ts";
import { createTimeAndReset, type TimeAndResetDeps } from "./time-and-reset.ts";
import { createWriteAs, type WriteAsDeps } from "./write-as.ts";

export interface Sandbox {
  /** Makes the sandbox channel a new installation begins with. */
  ensureDefaultChannel(): Promise<void>;
  /** Gives messages on the phones their ticks. */
  readonly sweep: ReturnType<typeof createTickSweep>;
  /** Which of these files are shown on a phone. */
  findMediaUses(tx: Tx, mediaIds: readonly string[]): Promise<Map<string, { isWaiting: boolean }>>;
  /** The channel is no more, and so are its phones. */
  forgetChannel(tx: Tx, address: string): Promise<void>;
  registerRoutes(app: HttpApp): void;
}

interface Deps
  extends Omit<SandboxDeps, "onTicksPlanned">,
    Omit<WriteAsDeps, keyof SandboxDeps>,
    Omit<TimeAndResetDeps, keyof SandboxDeps> {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly channels: ChannelsService;
  readonly ingest: Ingest;
  readonly groups: GroupBook;
  openFile(mediaId: string): Promise<PhoneFile | undefined>;
  checkFile(tx: Tx, mediaId: string, type: string): Promise<void>;
}

export function createSandbox(deps: Deps): Sandbox {
  const sweep = createTickSweep(deps);
  const service = createSandboxService({ ...deps, onTicksPlanned: sweep.wake });
  const writeAs = createWriteAs(deps);
  const time = createTimeAndReset({
    ...deps,
    onDue(channelId) {
      sweep.wake();
      deps.onDue(channelId);
    },
  });
  return {
    ensureDefaultChannel: () => ensureDefaultChannel(deps),
    sweep,
    async findMediaUses(tx, mediaIds) {
      const shown = await findShownMedia(tx, mediaIds);
      return new Map(shown.map((id) => [id, { isWaiting: false }]));
    },
    async forgetChannel(tx, address) {
      await deleteAllChats(tx, address);
    },
    registerRoutes: (app) => registerSandboxRoutes(app, { service, writeAs, time }),
  };
}
