import { invalidParameter } from "../http/graph-errors.ts";
import { verifyCallback } from "../webhooks/handshake.ts";
import type { CallbackOverride } from "../world/entities.ts";
import type { World } from "../world/world.ts";

/** Checks a new callback override by handshake; an empty URL means none. @throws GraphRefusal 100, 2200 */
export async function readOverride(
  world: World,
  url: unknown,
  verifyToken: unknown,
): Promise<CallbackOverride | undefined> {
  if (url === undefined || url === null || url === "") return undefined;
  if (typeof url !== "string") throw invalidParameter("Param override_callback_uri must be a string.");
  const token = typeof verifyToken === "string" ? verifyToken : "";
  if (token === "") throw invalidParameter("The parameter verify_token is required.");
  await verifyCallback(url, token, world.ids.nodeId());
  return { callbackUrl: url, verifyToken: token };
}
