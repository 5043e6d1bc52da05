/** Cuts what arrives into the intro and length-prefixed frames, however the bytes are spread over messages. */
export interface FrameReader {
  /** @returns the frames that are complete by now */
  read(chunk: Uint8Array): Buffer[];
  /** The client's first four bytes, once they are there. */
  readonly intro: Buffer | undefined;
}

const INTRO_BYTES = 4;
/** `ED`, two bytes of version, three of length, then routing information meant for WhatsApp's own front door. */
const ROUTING_PREFIX_BYTES = 7;

export function createFrameReader(): FrameReader {
  let waiting: Buffer = Buffer.alloc(0);
  let intro: Buffer | undefined;

  function readIntro(): void {
    let start = 0;
    if (waiting.subarray(0, 2).toString("latin1") === "ED") {
      if (waiting.length < ROUTING_PREFIX_BYTES) return;
      start = ROUTING_PREFIX_BYTES + waiting.readUIntBE(4, 3);
    }
    if (waiting.length < start + INTRO_BYTES) return;
    intro = waiting.subarray(start, start + INTRO_BYTES);
    waiting = waiting.subarray(start + INTRO_BYTES);
  }

  return {
    get intro() {
      return intro;
    },
    read(chunk) {
      waiting = waiting.length === 0 ? Buffer.from(chunk) : Buffer.concat([waiting, chunk]);
      if (intro === undefined) readIntro();
      if (intro === undefined) return [];
      const frames: Buffer[] = [];
      while (waiting.length >= 3) {
        const end = 3 + waiting.readUIntBE(0, 3);
        if (waiting.length < end) break;
        frames.push(waiting.subarray(3, end));
        waiting = waiting.subarray(end);
      }
      return frames;
    },
  };
}

export function writeFrame(data: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(3 + data.length);
  frame.writeUIntBE(data.length, 0, 3);
  frame.set(data, 3);
  return frame;
}
