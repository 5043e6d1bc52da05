/** What stands before several nodes in production: takes connections at one address and passes each to a node that listens. It knows
 *  nothing of health, so a frozen node gets its share, and whoever waits for it learns what time limits are for. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Random } from "./random.ts";

export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

export async function startBalancer(ports: readonly number[], random: Random): Promise<Balancer> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.on("error", () => client.destroy());
    client.on("close", () => open.delete(client));
    client.pause();
    const first = random.pick(ports);
    passOn(client, [first, ...ports.filter((port) => port !== first)]);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  function passOn(client: Socket, [port, ...others]: readonly number[]): void {
    if (port === undefined) return void client.destroy();
    const node = connect(port, "127.0.0.1");
    open.add(node);
    let connected = false;
    node.on("connect", () => {
      connected = true;
      client.pipe(node);
      node.pipe(client);
    });
    node.on("error", () => node.destroy());
    node.on("close", () => {
      open.delete(node);
      if (connected) client.destroy();
      else passOn(client, others);
    });
    client.on("close", () => node.destroy());
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
