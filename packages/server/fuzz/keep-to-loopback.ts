/** Keeps a process from connecting to anything but this machine. Hostile content names hosts of every kind, and a fuzz run must reach
 *  none of them: to the server they look like hosts that are down. */
import { Socket } from "node:net";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/i;

type Connect = (this: Socket, ...args: unknown[]) => Socket;

/** Until it is disposed of. */
export function keepToLoopback(): Disposable {
  const connect = Socket.prototype.connect as unknown as Connect;
  Socket.prototype.connect = function connectToLoopback(this: Socket, ...args: unknown[]): Socket {
    const { options, callback } = normalise(args);
    if (options === undefined || options.path || LOOPBACK.test(options.host ?? "localhost"))
      return connect.apply(this, args);
    // Where nobody listens, so that it fails as the network would.
    return connect.call(this, { ...options, host: "127.0.0.1", port: 1 }, callback);
  } as unknown as Socket["connect"];
  return {
    [Symbol.dispose]() {
      Socket.prototype.connect = connect as unknown as Socket["connect"];
    },
  };
}

interface ConnectOptions {
  readonly host?: string;
  readonly path?: string;
}

/** Node hands its own normalised list on as the first argument. undefined: a socket file. */
function normalise(args: readonly unknown[]): { options: ConnectOptions | undefined; callback: unknown } {
  const list = Array.isArray(args[0]) ? args[0] : args;
  const [first, second] = list;
  const callback = list.find((one) => typeof one === "function");
  if (typeof first === "object" && first !== null) return { options: first as ConnectOptions, callback };
  if (typeof first !== "number") return { options: undefined, callback };
  return { options: typeof second === "string" ? { host: second } : {}, callback };
}
