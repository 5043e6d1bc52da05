import { refuse } from "../http/graph-errors.ts";
import type { App, Waba } from "../world/entities.ts";
import type { World } from "../world/world.ts";

const HOUR_MS = 3_600_000;

/** Management calls an hour per app and WABA: 200, or 5000 once the WABA has a registered number (cloud-api.md §5). */
function managementLimit(world: World, waba: Waba): number {
  for (const phone of world.phones.values()) if (phone.waba === waba && phone.registered) return 5_000;
  return 200;
}

/** Counts one management call. @throws GraphRefusal 80007 */
export function countManagementCall(world: World, app: App | undefined, waba: Waba): void {
  if (app === undefined || !world.settings.limits.managementCalls) return;
  const now = world.clock.now();
  let hour = app.callsByWaba.get(waba.id);
  if (hour === undefined || now - hour.since >= HOUR_MS) {
    hour = { since: now, count: 0 };
    app.callsByWaba.set(waba.id, hour);
  }
  hour.count += 1;
  if (hour.count > managementLimit(world, waba)) {
    throw refuse(80007, "There have been too many calls to this WhatsApp Business account.");
  }
}

/** Share of the hour's management calls used, in percent, for the usage headers. */
export function usagePercent(world: World, app: App | undefined, waba: Waba): number {
  const hour = app?.callsByWaba.get(waba.id);
  if (hour === undefined || world.clock.now() - hour.since >= HOUR_MS) return 0;
  return Math.min(100, Math.ceil((hour.count / managementLimit(world, waba)) * 100));
}
