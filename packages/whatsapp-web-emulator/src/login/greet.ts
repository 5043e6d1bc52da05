import { promisify } from "node:util";
import { deflate } from "node:zlib";
import { proto } from "baileys";
import type { Emulation } from "../emulation.ts";
import { sendToOwnDevice } from "../messages/own-device.ts";
import { addressOf } from "../nodes/addresses.ts";
import type { Companion } from "../world/entities.ts";

const compress = promisify(deflate);
const { HistorySyncType } = proto.HistorySync;
const { Type } = proto.Message.ProtocolMessage;

/** What a phone sends a device it has just linked: the key of the app state, and a first piece of history. */
export async function greet(emulation: Emulation, companion: Companion): Promise<void> {
  if (emulation.settings.history === "none") return;
  const { appStateKey } = companion.person;
  await sendToOwnDevice(emulation, companion, {
    type: Type.APP_STATE_SYNC_KEY_SHARE,
    appStateSyncKeyShare: {
      keys: [
        {
          keyId: { keyId: appStateKey.id },
          keyData: {
            keyData: appStateKey.data,
            fingerprint: { rawId: 1, currentIndex: companion.device, deviceIndexes: [0, companion.device] },
            timestamp: emulation.now(),
          },
        },
      ],
    },
  });
  for (const chunk of smallHistory(emulation, companion)) {
    const payload = await compress(proto.HistorySync.encode(chunk).finish());
    await sendToOwnDevice(emulation, companion, {
      type: Type.HISTORY_SYNC_NOTIFICATION,
      historySyncNotification: {
        syncType: (chunk.syncType ?? null) as proto.Message.HistorySyncType | null,
        chunkOrder: 1,
        progress: 100,
        initialHistBootstrapInlinePayload: payload,
      },
    });
  }
}

/** The conversations of the phone with their last messages, and the names people gave themselves. */
function smallHistory(emulation: Emulation, { person }: Companion): proto.IHistorySync[] {
  const others = [...emulation.world.people.values()].filter((other) => other !== person && other.isOnWhatsapp);
  const known = others.filter((other) => [...person.received.values()].some((message) => message.from === other));
  const conversations = known.map((other): proto.IConversation => {
    const messages = [...person.received.values()].filter(({ from, group }) => from === other && group === undefined);
    return {
      id: addressOf(other, "pn"),
      name: other.name,
      lidJid: addressOf(other, "lid"),
      messages: messages.slice(-3).map((message) => ({
        message: {
          key: { remoteJid: addressOf(other, "pn"), fromMe: false, id: message.id },
          message: message.content,
          messageTimestamp: Math.floor(message.receivedAt / 1000),
          pushName: other.name,
        },
      })),
    };
  });
  const phoneNumberToLidMappings = known.map((other) => ({
    pnJid: addressOf(other, "pn"),
    lidJid: addressOf(other, "lid"),
  }));
  return [
    { syncType: HistorySyncType.INITIAL_BOOTSTRAP, conversations, phoneNumberToLidMappings, progress: 100 },
    {
      syncType: HistorySyncType.PUSH_NAME,
      pushnames: known.map((other) => ({ id: addressOf(other, "pn"), pushname: other.name })),
    },
  ];
}
