import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/** Below what operating systems give to whoever asks for any port: while a node is dead, no other program gets its port. */
const FIRST = 20_000;
const LAST = 32_000;
const MAX_ATTEMPTS = 100;

/** A TCP port that nobody listens on and that nobody is given by chance. */
export async function findOwnPort(): Promise<number> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const port = randomInt(FIRST, LAST);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => resolve(true));
    });
    if (!isFree) continue;
    server.close();
    await once(server, "close");
    return port;
  }
  throw new Error("No free port was found");
}
