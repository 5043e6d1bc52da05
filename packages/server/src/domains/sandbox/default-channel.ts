import type { ChannelsService } from "../../channels/channels.service.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction } from "../../platform/db/index.ts";
import { claimDefaults, hasDefaults } from "./chats.store.ts";

/** A new installation has one sandbox channel, so that it can be tried without an account. Once removed it stays removed. */
export async function ensureDefaultChannel(deps: {
  db: Db;
  clock: Clock;
  channels: Pick<ChannelsService, "ensure">;
}): Promise<void> {
  const { db, clock, channels } = deps;
  if (await hasDefaults(db)) return;
  // First the channel: should the server die in between, the next start finds it and only notes that it was made.
  await channels.ensure({ kind: "sandbox", name: "Sandbox", config: { address: "sandbox" } });
  await runInTransaction(db, (tx) => claimDefaults(tx, clock.now()));
}
