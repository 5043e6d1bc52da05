import { createHash } from "node:crypto";
import type { Emulation } from "../emulation.ts";
import { invalidParameter } from "../http/graph-errors.ts";
import { type GraphRequest, readParameters } from "../http/graph-request.ts";
import { jsonReply, type Reply } from "../http/reply.ts";
import type { App } from "../world/entities.ts";
import type { ResumableUpload, World } from "../world/world.ts";

/** Types a template header or a profile picture may have. */
const UPLOAD_TYPES = new Set(["image/jpeg", "image/jpg", "image/png", "image/gif", "video/mp4", "application/pdf"]);

/** `POST /{APP}/uploads`: opens a session (cloud-api.md §3.4). */
export async function startUpload({ world }: Emulation, app: App, request: GraphRequest): Promise<Reply> {
  const { fields } = await readParameters(request);
  const fileLength = Number(fields.file_length);
  const fileType = String(fields.file_type ?? "");
  if (!(fileLength > 0)) throw invalidParameter("The parameter file_length is required.");
  if (!UPLOAD_TYPES.has(fileType))
    throw invalidParameter(`Param file_type must be one of ${[...UPLOAD_TYPES].join(", ")}.`);
  const session = Buffer.from(`emulated-session-${world.ids.nodeId()}`).toString("base64url");
  const upload: ResumableUpload = {
    id: `upload:MTph${session}?sig=emulator`,
    appId: app.id,
    fileName: String(fields.file_name ?? "file"),
    fileType,
    fileLength,
    chunks: [],
    received: 0,
    handle: undefined,
  };
  // The signature travels as a query string; the path alone finds the session.
  world.uploads.set(uploadKey(upload.id), upload);
  return jsonReply({ id: upload.id });
}

export function findUpload(world: World, path: string): ResumableUpload | undefined {
  return world.uploads.get(uploadKey(path));
}

function uploadKey(id: string): string {
  return decodeURIComponent(id.split("?", 1)[0] ?? "");
}

/** `GET /upload:…`: how much has arrived. */
export function getUpload(upload: ResumableUpload): Reply {
  return jsonReply({ id: upload.id, file_offset: upload.received });
}

/** `POST /upload:…` with `file_offset` and raw bytes; the last part is answered with the handle. */
export function continueUpload(upload: ResumableUpload, request: GraphRequest): Reply {
  const offset = Number(request.headers.file_offset ?? "0");
  if (offset !== upload.received) {
    throw invalidParameter(`The file_offset ${offset} does not match the ${upload.received} bytes received so far.`);
  }
  const bytes = request.body ?? Buffer.alloc(0);
  if (upload.received + bytes.length > upload.fileLength)
    throw invalidParameter("The file is longer than file_length.");
  upload.chunks.push(bytes);
  upload.received += bytes.length;
  if (upload.received < upload.fileLength) return getUpload(upload);
  const digest = createHash("sha256").update(Buffer.concat(upload.chunks)).digest("base64url");
  upload.handle = `4::${Buffer.from(upload.fileType).toString("base64")}:ARa${digest}`;
  upload.chunks = [];
  return jsonReply({ h: upload.handle });
}

/** Whether a handle came from a finished upload. */
export function isKnownHandle(world: World, handle: unknown): boolean {
  for (const upload of world.uploads.values()) if (upload.handle === handle) return true;
  return false;
}
