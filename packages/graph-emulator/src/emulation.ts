import type { Ring } from "./core/ring.ts";
import type { FaultRules } from "./faults/fault-rules.ts";
import type { Ladder } from "./send/ladder.ts";
import type { WebhookSender } from "./webhooks/sender.ts";
import type { World } from "./world/world.ts";

/** A call to Graph as it was answered. */
export interface LoggedRequest {
  /** ms since the epoch, by the emulator's clock. */
  readonly at: number;
  readonly method: string;
  /** With version and query, as it came in. */
  readonly target: string;
  /** HTTP status; 0 when the connection was closed or left hanging. */
  readonly status: number;
  /** The request's body as text; binary uploads are left out. */
  readonly body: string | undefined;
}

/** The running parts a handler may use. */
export interface Emulation {
  readonly world: World;
  readonly webhooks: WebhookSender;
  readonly ladder: Ladder;
  readonly faults: FaultRules;
  readonly requests: Ring<LoggedRequest>;
  readonly requestListeners: Set<(request: LoggedRequest) => void>;
  /** `http://127.0.0.1:4010`, once it listens. */
  readonly baseUrl: () => string;
}
