import { type BinaryNode, proto } from "baileys";
import { buildNode, bytesOf, childOf, childrenOf } from "../nodes/node.ts";
import type { Person } from "../world/entities.ts";

/**
 * The settings that devices of one account share, as sealed patches: the server stores and hands out what it cannot
 * read.
 */
export function answerAppState(person: Person, iq: BinaryNode): BinaryNode {
  const collections = childrenOf(childOf(iq, "sync"), "collection").map((collection) => {
    const name = collection.attrs.name ?? "";
    const patches = person.appState.get(name) ?? [];
    person.appState.set(name, patches);
    const given = bytesOf(childOf(collection, "patch") ?? childOf(childOf(collection, "patches"), "patch"));
    if (given !== undefined) {
      const patch = proto.SyncdPatch.decode(given);
      patches.push(
        Buffer.from(proto.SyncdPatch.encode({ ...patch, version: { version: patches.length + 1 } }).finish()),
      );
      return buildNode("collection", { name, version: String(patches.length), type: "result" });
    }
    const known = Number(collection.attrs.version ?? 0);
    const news = patches.slice(known).map((patch) => buildNode("patch", {}, patch));
    const content = news.length === 0 ? undefined : [buildNode("patches", {}, news)];
    return buildNode("collection", { name, version: String(patches.length), has_more_patches: "false" }, content);
  });
  return buildNode("sync", {}, collections);
}
