import type { Emulation } from "../emulation.ts";
import { addressOf, SERVER_ADDRESS } from "../nodes/addresses.ts";
import { buildNode } from "../nodes/node.ts";
import type { Connection } from "../transport/connection.ts";
import type { Finished } from "../transport/noise.ts";
import { CODES, failLogin, replace } from "../transport/stream-end.ts";
import type { Companion } from "../world/entities.ts";
import { greet } from "./greet.ts";

/** Clients put it before the intro of their next connection; it means nothing here. */
const ROUTING_INFO = Buffer.from("080d0812", "hex");

/**
 * Takes a device back that was linked before, or refuses it. `recognised` hears who it is before the first answer goes
 * out.
 */
export function logIn(
  emulation: Emulation,
  connection: Connection,
  finished: Finished,
  recognised: (companion: Companion) => void,
): void {
  const { username, device } = finished.payload;
  const companion = emulation.world.findCompanion(String(username ?? ""), device ?? 0);
  const isKnown = companion?.isLinked === true && companion.noiseKey.equals(finished.clientKey);
  if (!isKnown) {
    failLogin(connection, CODES.loggedOut);
    return;
  }
  recognised(companion);
  if (companion.person.loginFailure !== undefined) {
    failLogin(connection, companion.person.loginFailure);
    return;
  }
  if (companion.connection !== undefined) replace(companion.connection);
  companion.connection = connection;
  companion.isReady = false;
  companion.silence = "none";
  companion.logins += 1;
  connection.send(
    buildNode("success", {
      t: emulation.timestamp(),
      lid: addressOf(companion.person, "lid", companion.device),
      creation: emulation.timestamp(),
    }),
  );
  connection.send(
    buildNode("ib", { from: SERVER_ADDRESS }, [
      buildNode("edge_routing", {}, [buildNode("routing_info", {}, ROUTING_INFO)]),
    ]),
  );
  emulation.changes.announce();
}

/** The device says it is ready: it gets what waited for it, or is told how much that is. */
export async function becomeActive(emulation: Emulation, companion: Companion): Promise<void> {
  const waiting = companion.inbox.list();
  if (waiting.length === 0) {
    await finishOffline(emulation, companion, 0);
    return;
  }
  const count = (tag: string) => String(waiting.filter((stanza) => stanza.tag === tag).length);
  companion.connection?.send(
    buildNode("ib", { from: SERVER_ADDRESS }, [
      buildNode("offline_preview", {
        count: String(waiting.length),
        message: count("message"),
        receipt: count("receipt"),
        notification: count("notification"),
        appdata: "0",
      }),
    ]),
  );
}

/** The device asks for what the preview announced. What came in between goes along. */
export async function deliverOffline(emulation: Emulation, companion: Companion): Promise<void> {
  if (companion.isReady || companion.silence !== "none") return;
  const waiting = companion.inbox.list();
  companion.inbox.takeHeld();
  for (const stanza of waiting) {
    companion.connection?.send({ ...stanza, attrs: { ...stanza.attrs, offline: "1" } });
  }
  await finishOffline(emulation, companion, waiting.length);
}

async function finishOffline(emulation: Emulation, companion: Companion, count: number): Promise<void> {
  companion.connection?.send(
    buildNode("ib", { from: SERVER_ADDRESS }, [buildNode("offline", { count: String(count) })]),
  );
  companion.isReady = true;
  emulation.changes.announce();
  if (companion.logins === 1) await greet(emulation, companion);
}
