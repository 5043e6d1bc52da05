import { createHash, createHmac } from "node:crypto";
import type { MediaFile, Phone } from "../world/entities.ts";
import type { World } from "../world/world.ts";

const DAY_MS = 86_400_000;
/** Ids of uploads live 30 days, those of received media 7 (cloud-api.md §3.1). */
const LIFETIME_MS = { upload: 30 * DAY_MS, inbound: 7 * DAY_MS } as const;
/** Download addresses live 5 minutes (§3.2). */
const URL_LIFETIME_SECONDS = 300;
export const DOWNLOAD_PATH = "/whatsapp_business/attachments/";

export interface MediaContent {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly filename?: string | undefined;
  /** Overrides the usual lifetime. */
  readonly ttlMs?: number | undefined;
}

/** Stores a file under a new media id of a number. */
export function storeMedia(world: World, phone: Phone, content: MediaContent, origin: MediaFile["origin"]): MediaFile {
  const file: MediaFile = {
    id: world.ids.nodeId(),
    phone,
    mimeType: content.mimeType,
    bytes: content.bytes,
    sha256Hex: createHash("sha256").update(content.bytes).digest("hex"),
    filename: content.filename,
    expiresAt: world.clock.now() + (content.ttlMs ?? LIFETIME_MS[origin]),
    origin,
  };
  world.media.set(file.id, file);
  return file;
}

/** The same digest as base64, the way webhooks spell it (§1.5). */
export function sha256Base64(file: MediaFile): string {
  return Buffer.from(file.sha256Hex, "hex").toString("base64");
}

/** A download address on the emulator's own origin, signed and good for 5 minutes. */
export function downloadUrl(world: World, baseUrl: string, file: MediaFile, source?: "webhook"): string {
  const ext = world.clock.nowSeconds() + URL_LIFETIME_SECONDS;
  const url = new URL(DOWNLOAD_PATH, baseUrl);
  url.searchParams.set("mid", file.id);
  if (source !== undefined) url.searchParams.set("source", source);
  url.searchParams.set("ext", String(ext));
  url.searchParams.set("hash", hashOf(file.id, ext));
  return url.href;
}

/** The file behind a download address; undefined when the address is forged, too old, or the file is gone. */
export function findDownload(world: World, query: URLSearchParams): MediaFile | undefined {
  const id = query.get("mid") ?? "";
  const ext = Number(query.get("ext"));
  if (query.get("hash") !== hashOf(id, ext) || ext < world.clock.nowSeconds()) return undefined;
  const file = world.media.get(id);
  return file === undefined || file.expiresAt <= world.clock.now() ? undefined : file;
}

function hashOf(id: string, ext: number): string {
  return createHmac("sha256", "graph-emulator-media").update(`${id}:${ext}`).digest("base64url");
}
