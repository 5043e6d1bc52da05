/** Waits until the servers have nothing left to do. */
import { setTimeout as pause } from "node:timers/promises";
import type { Load } from "./load.ts";
import { countUnfinished, forgetPendingFollowUps } from "./observer.ts";
import type { ChaosOptions } from "./options.ts";
import type { World } from "./world.ts";

const LOOK_EVERY_MS = 500;
const FLUSH_EVERY_MS = 4_000;
/** An outcome in doubt is judged after two minutes, then sent again; all but a few are decided by then. What the pace towards one
 *  person holds back after a burst goes within half a minute, some of it twice in a row. */
const LIMIT_MS = { whole: 420_000, short: 75_000 } as const;

/** Resolves when all is decided, or (short) all but what is in doubt; also when time runs out, for the judge to say what is wrong. */
export async function settle(world: World, load: Load, kind: ChaosOptions["settle"]): Promise<void> {
  const { emulator, nodes, pool } = world;
  const deadline = Date.now() + LIMIT_MS[kind];
  let flushAt = 0;
  while (Date.now() < deadline) {
    if (Date.now() > flushAt) {
      flushAt = Date.now() + FLUSH_EVERY_MS;
      emulator.flushWebhooks();
      // They come minutes after a contact wrote, or after a late message came: whoever waits for all of them waits for ever, and one in the
      // midst of the judging is neither here nor there.
      await forgetPendingFollowUps(pool);
    }
    const left = await countUnfinished(pool).catch(() => undefined);
    const posted = emulator.deliveries.every((delivery) => delivery.state === "delivered");
    const isReady = nodes.every((node) => node.state === "ready");
    if (
      left &&
      posted &&
      isReady &&
      left.busy === 0 &&
      left.inbound === 0 &&
      (kind === "short" || left.inDoubt === 0)
    ) {
      await emulator.settled();
      const again = await countUnfinished(pool).catch(() => undefined);
      if (again?.busy === 0 && again.inbound === 0 && emulator.deliveries.every((one) => one.state === "delivered"))
        return;
    }
    // Reports on later messages are the evidence by which doubts are decided.
    if (left && left.inDoubt > 0) await load.sendOne();
    await pause(LOOK_EVERY_MS);
  }
}
