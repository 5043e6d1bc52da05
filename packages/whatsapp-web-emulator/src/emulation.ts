import type { Changes } from "./core/changes.ts";
import type { Ring } from "./core/ring.ts";
import type { FrameLog } from "./log/frame-log.ts";
import type { MediaStore } from "./media/media-store.ts";
import type { MessageRules } from "./messages/message-rules.ts";
import type { Pairings } from "./pairing/pairings.ts";
import type { Submission } from "./world/entities.ts";
import type { World } from "./world/world.ts";

/** How the emulated world behaves; a control call may change it while it runs. */
export interface Settings {
  /** What a newly linked device gets from its phone. */
  history: "small" | "none";
  /** `cut`: whoever connects loses the line at once. A number: they are turned away with this HTTP status. */
  door: "open" | "cut" | number;
  /** Receipts name people by this, or as the message named them. */
  receiptAddressing: "as-sent" | "pn" | "lid";
}

/** The running parts a handler may use. */
export interface Emulation {
  readonly world: World;
  readonly settings: Settings;
  readonly log: FrameLog;
  readonly changes: Changes;
  readonly rules: MessageRules;
  readonly pairings: Pairings;
  readonly media: MediaStore;
  /** Messages of clients, whatever became of them; the newest only. */
  readonly submissions: Ring<Submission>;
  /** ms since the epoch. */
  readonly now: () => number;
  /** As stanzas carry it: seconds since the epoch. */
  readonly timestamp: () => string;
  /** Host and port of the media server. */
  readonly mediaHost: () => string;
}
