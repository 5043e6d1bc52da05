import type { Emulation } from "../emulation.ts";
import { authorise } from "../graph/auth.ts";
import { invalidParameter } from "../http/graph-errors.ts";
import { type GraphRequest, readParameters } from "../http/graph-request.ts";
import { jsonReply, type Reply, SUCCESS } from "../http/reply.ts";
import type { MediaFile, Phone } from "../world/entities.ts";
import { ALLOWED_MIME_TYPES, findKind, findMediaProblem } from "./media-kinds.ts";
import { DOWNLOAD_PATH, downloadUrl, findDownload, storeMedia } from "./media-store.ts";

/** `POST /{PNID}/media` (cloud-api.md §3.1). @throws GraphRefusal 100 */
export async function uploadMedia({ world }: Emulation, phone: Phone, request: GraphRequest): Promise<Reply> {
  authorise(request, phone.waba, "whatsapp_business_messaging");
  const { fields, files } = await readParameters(request);
  if (fields.messaging_product !== "whatsapp") throw invalidParameter("The parameter messaging_product is required.");
  const file = files.get("file");
  if (file === undefined) throw invalidParameter("The parameter file is required.");
  const mimeType = typeof fields.type === "string" && fields.type.includes("/") ? fields.type : file.type;
  const kind = findKind(mimeType);
  if (kind === undefined) {
    throw invalidParameter(
      `Param file must be a file with one of the following types: ${ALLOWED_MIME_TYPES.join(", ")}. Received file of type '${mimeType}'.`,
    );
  }
  const problem = findMediaProblem(kind, mimeType, file.bytes.length, false);
  if (problem !== undefined) throw invalidParameter(problem);
  const minutes = Number(fields.ttl_minutes);
  const ttlMs = minutes > 0 ? minutes * 60_000 : undefined;
  return jsonReply({ id: storeMedia(world, phone, { ...file, filename: file.name, mimeType, ttlMs }, "upload").id });
}

/** `GET /{MEDIA}`: where to download it (§3.2). @throws GraphRefusal 100 for another number's media */
export function getMedia(emulation: Emulation, file: MediaFile, request: GraphRequest): Reply {
  checkOwner(file, request);
  return jsonReply({
    messaging_product: "whatsapp",
    url: downloadUrl(emulation.world, emulation.baseUrl(), file),
    mime_type: file.mimeType,
    sha256: file.sha256Hex,
    file_size: file.bytes.length,
    id: file.id,
  });
}

/** `DELETE /{MEDIA}`. */
export function deleteMedia({ world }: Emulation, file: MediaFile, request: GraphRequest): Reply {
  checkOwner(file, request);
  world.media.delete(file.id);
  return SUCCESS;
}

function checkOwner(file: MediaFile, request: GraphRequest): void {
  authorise(request, file.phone.waba, "whatsapp_business_messaging");
  const phoneNumberId = request.query.get("phone_number_id");
  if (phoneNumberId !== null && phoneNumberId !== file.phone.id) {
    throw invalidParameter("Param phone_number_id does not match the phone number the media belongs to.");
  }
}

export function isDownload(request: GraphRequest): boolean {
  return DOWNLOAD_PATH.startsWith(`/${request.path}`) && request.query.has("mid");
}

/**
 * Serves a file at the address `getMedia` gave: 401 without a token, 404 when the address is too old, ranges and HEAD
 * (§8.6). Never a redirect.
 */
export function download({ world }: Emulation, request: GraphRequest): Reply {
  if (request.method !== "GET" && request.method !== "HEAD") return plain(405, "Method not allowed.");
  if (request.token === undefined) return plain(401, "Authorization is required.");
  const file = findDownload(world, request.query);
  if (file === undefined) return plain(404, "Not found.");
  const { wabaIds } = request.token;
  if (wabaIds !== undefined && !wabaIds.includes(file.phone.waba.id)) return plain(404, "Not found.");
  const size = file.bytes.length;
  const range = readRange(request.headers.range, size);
  if (range === "unsatisfiable") {
    return { ...plain(416, "Range not satisfiable."), headers: ["content-range", `bytes */${size}`] };
  }
  const headers = ["accept-ranges", "bytes", "content-disposition", disposition(file)];
  if (range === undefined) return { status: 200, body: file.bytes, contentType: file.mimeType, headers };
  headers.push("content-range", `bytes ${range.start}-${range.end}/${size}`);
  const body = file.bytes.subarray(range.start, range.end + 1);
  return { status: 206, body, contentType: file.mimeType, headers };
}

function disposition(file: MediaFile): string {
  return file.filename === undefined ? "inline" : `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`;
}

function plain(status: number, body: string): Reply {
  return { status, body, contentType: "text/plain; charset=UTF-8" };
}

type Range = { readonly start: number; readonly end: number };

/** One byte range; several, or anything malformed, give the whole file, as RFC 9110 allows. */
function readRange(header: string | undefined, size: number): Range | "unsatisfiable" | undefined {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  const [, first = "", last = ""] = parts ?? [];
  if (parts === null || (first === "" && last === "")) return undefined;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start > end ? "unsatisfiable" : { start, end };
}
