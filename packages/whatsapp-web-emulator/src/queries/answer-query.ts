import type { BinaryNode } from "baileys";
import type { Emulation } from "../emulation.ts";
import { answerGroupQuery } from "../groups/group-queries.ts";
import { SERVER_ADDRESS } from "../nodes/addresses.ts";
import { buildNode, childOf } from "../nodes/node.ts";
import { removeDevice } from "../pairing/device-news.ts";
import { CODES, endStream } from "../transport/stream-end.ts";
import type { Companion } from "../world/entities.ts";
import { type Answer, refused } from "./answer.ts";
import { answerAppState } from "./app-state.ts";
import { answerKeys } from "./keys.ts";
import { answerUsync } from "./usync.ts";

/** Answers an `<iq>`. What has no meaning here gets an empty result: a client that waits in vain gives up much. */
export async function answerQuery(emulation: Emulation, companion: Companion, iq: BinaryNode): Promise<void> {
  if (iq.attrs.type === "result" || iq.attrs.type === "error") return;
  const answer = await findAnswer(emulation, companion, iq);
  companion.connection?.send(
    buildNode(
      "iq",
      { from: iq.attrs.to ?? SERVER_ADDRESS, type: answer.error === undefined ? "result" : "error", id: iq.attrs.id },
      answer.error === undefined ? answer.content : [buildNode("error", answer.error)],
    ),
  );
  if (childOf(iq, "remove-companion-device") !== undefined) unlink(emulation, companion);
}

function findAnswer(emulation: Emulation, companion: Companion, iq: BinaryNode): Answer | Promise<Answer> {
  switch (iq.attrs.xmlns) {
    case "encrypt":
      return answerKeys(emulation, companion, iq);
    case "usync":
      return { content: answerUsync(emulation, iq) };
    case "w:g2":
      return answerGroupQuery(emulation, companion, iq);
    case "w:m":
      return { content: [mediaConnection(emulation)] };
    case "w:sync:app:state":
      return { content: [answerAppState(companion.person, iq)] };
    case "privacy":
      return { content: childOf(iq, "privacy") === undefined ? [] : [PRIVACY] };
    case "blocklist":
      return { content: [buildNode("list")] };
    case "abt":
      return { content: [buildNode("props", { protocol: "1", hash: "emulator" }, [])] };
    case "w:profile:picture":
      return refused(404, "item-not-found");
    case "w:mex":
      return { content: [standing(companion)] };
    default:
      return { content: undefined };
  }
}

/** The device leaves by itself. */
function unlink(emulation: Emulation, companion: Companion): void {
  removeDevice(emulation, companion);
  if (companion.connection !== undefined) endStream(companion.connection, CODES.loggedOut);
}

function mediaConnection(emulation: Emulation): BinaryNode {
  return buildNode("media_conn", { auth: "emulator", ttl: "3600", auth_ttl: "3600", max_buckets: "12" }, [
    buildNode("host", { hostname: emulation.mediaHost(), maxContentLengthBytes: String(100 * 1024 * 1024) }),
  ]);
}

const PRIVACY = buildNode(
  "privacy",
  {},
  ["readreceipts", "last", "online", "profile", "status", "groupadd", "calladd"].map((name) =>
    buildNode("category", { name, value: "all" }),
  ),
);

/** Whether the account may write to people it has not talked to yet. */
function standing({ person }: Companion): BinaryNode {
  const { timelock } = person;
  const data = {
    xwa2_fetch_account_reachout_timelock: {
      is_active: timelock !== undefined,
      time_enforcement_ends: String(timelock?.endsAtSeconds ?? 0),
      enforcement_type: "DEFAULT",
    },
    xwa2_message_capping_info: { total_quota: "-1", used_quota: "0" },
  };
  return buildNode("result", {}, Buffer.from(JSON.stringify({ data })));
}
