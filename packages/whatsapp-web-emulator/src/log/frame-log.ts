import type { BinaryNode } from "baileys";
import { createRing } from "../core/ring.ts";

/** One stanza that crossed a connection, or something worth knowing about it. */
export interface LoggedFrame {
  /** Counts from 1 and never starts again. */
  readonly sequence: number;
  /** ms since the epoch, by the emulator's clock. */
  readonly at: number;
  readonly connection: number;
  /** The number of the phone; undefined before a device is linked. */
  readonly account: string | undefined;
  readonly device: number | undefined;
  /** `in`: from the client. `note`: no frame, but something the emulator noticed. */
  readonly direction: "in" | "out" | "note";
  readonly tag: string;
  readonly id: string | undefined;
  readonly attrs: Readonly<Record<string, string>>;
  /** Tags of the parts inside. */
  readonly children: readonly string[];
  /** Size on the wire. */
  readonly bytes: number;
  /** What became of it, when that was not what usually happens. */
  readonly note: string | undefined;
}

export interface FrameLog {
  add(entry: Omit<LoggedFrame, "sequence">): void;
  /** Oldest first; only as many as are kept. */
  list(): LoggedFrame[];
  onFrame(listener: (frame: LoggedFrame) => void): () => void;
  clear(): void;
}

export function createFrameLog(capacity: number): FrameLog {
  const ring = createRing<LoggedFrame>(capacity);
  const listeners = new Set<(frame: LoggedFrame) => void>();
  let sequence = 0;
  return {
    add(entry) {
      sequence += 1;
      const frame = { sequence, ...entry };
      ring.add(frame);
      for (const listener of listeners) listener(frame);
    },
    list: () => ring.toArray(),
    onFrame(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear: () => ring.clear(),
  };
}

export function summaryOf(node: BinaryNode): Pick<LoggedFrame, "tag" | "id" | "attrs" | "children"> {
  const children = Array.isArray(node.content) ? node.content.map((child) => child.tag) : [];
  return { tag: node.tag, id: node.attrs.id, attrs: node.attrs, children };
}
