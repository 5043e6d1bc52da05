import { type BinaryNode, decodeBinaryNode, encodeBinaryNode } from "baileys";
import type { WebSocket } from "ws";
import { createSerial } from "../core/serial.ts";
import { createFrameReader, writeFrame } from "./frames.ts";
import { type Cipher, createHandshake, type Finished, type Handshake } from "./noise.ts";
import type { ServerIdentity } from "./server-identity.ts";

/** One socket of a client, encrypted once its handshake is done. */
export interface Connection {
  /** Counts from 1. */
  readonly id: number;
  readonly isOpen: boolean;
  /** Does nothing once the socket is closed. */
  send(node: BinaryNode): void;
  /** Lets what was sent go out, then closes. */
  close(): void;
  /** Cuts the line: nothing more goes out, no goodbye. */
  terminate(): void;
}

export interface ConnectionEvents {
  /** The handshake is done: the client has said who it is. */
  opened(connection: Connection, finished: Finished): void;
  /** One after the other, in the order they came. */
  received(connection: Connection, node: BinaryNode, bytes: number): Promise<void>;
  sent(connection: Connection, node: BinaryNode, bytes: number): void;
  closed(connection: Connection): void;
  /** What the client did cannot be understood; the connection is cut. */
  failed(connection: Connection, error: unknown): void;
}

/** How long a client may take to close after it was told that the stream is over. */
const CLOSE_GRACE_MS = 250;

export function createConnection(
  id: number,
  socket: WebSocket,
  identity: ServerIdentity,
  events: ConnectionEvents,
): Connection {
  const reader = createFrameReader();
  const inOrder = createSerial();
  let handshake: Handshake | undefined;
  let saidHello = false;
  let cipher: Cipher | undefined;
  let isClosed = false;

  const connection: Connection = {
    id,
    get isOpen() {
      return !isClosed && socket.readyState === socket.OPEN;
    },
    send(node) {
      if (cipher === undefined || !connection.isOpen) return;
      const frame = writeFrame(cipher.encrypt(encodeBinaryNode(node)));
      events.sent(connection, node, frame.length);
      socket.send(frame);
    },
    close() {
      // The client closes by itself when it has read why; WhatsApp's servers don't wait long either.
      setTimeout(() => socket.close(), CLOSE_GRACE_MS).unref();
    },
    terminate() {
      finish();
      socket.terminate();
    },
  };

  function finish(): void {
    if (isClosed) return;
    isClosed = true;
    events.closed(connection);
  }

  async function handle(frame: Buffer): Promise<void> {
    if (isClosed) return;
    if (cipher !== undefined) {
      const node = await decodeBinaryNode(cipher.decrypt(frame));
      await events.received(connection, node, frame.length);
    } else if (!saidHello) {
      saidHello = true;
      handshake = createHandshake(identity, reader.intro ?? Buffer.alloc(0));
      socket.send(writeFrame(handshake.hello(frame)));
    } else if (handshake !== undefined) {
      const finished = handshake.finish(frame);
      cipher = finished.cipher;
      events.opened(connection, finished);
    }
  }

  socket.on("message", (data: Buffer) => {
    for (const frame of reader.read(data)) {
      void inOrder(() => handle(frame)).catch((error: unknown) => {
        if (isClosed) return;
        events.failed(connection, error);
        connection.terminate();
      });
    }
  });
  socket.on("close", finish);
  socket.on("error", () => connection.terminate());
  return connection;
}
