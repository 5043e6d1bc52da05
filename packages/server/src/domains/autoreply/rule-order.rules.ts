/** Pure. */
import { RuleOrderIncomplete } from "./autoreply.errors.ts";

/** A new order names everything there is, once. @throws RuleOrderIncomplete */
export function checkOrder(order: readonly string[], known: readonly string[]): void {
  const missing = known.filter((id) => !order.includes(id));
  const unknown = order.filter((id) => !known.includes(id));
  if (missing.length + unknown.length > 0 || order.length !== known.length)
    throw new RuleOrderIncomplete({ missing, unknown });
}
