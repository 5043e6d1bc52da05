/** Files of ours in what a message contains, wherever they stand: shown by the message itself, by its header, or inside of what is written as
 *  Meta's API takes it (`{"type": "image", "image": {"mediaId": "…"}}`). Pure. */

export interface ContentFile {
  /** In lower case. */
  readonly mediaId: string;
  /** Of the message types that show a file, the one this is shown like. */
  readonly shownAs: string;
}

/** Each file once a place it stands in. */
export function findFiles(content: unknown): ContentFile[] {
  return findHolders(content).flatMap(({ mediaId, kind }) =>
    typeof mediaId === "string" ? [{ mediaId: mediaId.toLowerCase(), shownAs: kind }] : [],
  );
}

/** The same with the platform's ids in the place of ours. `platformIds` by our ids in lower case. */
export function nameByPlatform(content: unknown, platformIds: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(content)) return content.map((element) => nameByPlatform(element, platformIds));
  if (!isRecord(content)) return content;
  const { mediaId, ...rest } = content;
  const others = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, nameByPlatform(value, platformIds)]),
  );
  return typeof mediaId === "string" ? { id: platformIds.get(mediaId.toLowerCase()), ...others } : others;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const KINDS_IN_PLATFORM_SHAPE: ReadonlySet<string> = new Set(["image", "video", "document"]);

/** Whether every file in content of the platform's shape stands where it can take the platform's id. */
export function areFilesSound(content: unknown): boolean {
  return findHolders(content).every(
    ({ mediaId, kind, isAlone }) =>
      typeof mediaId === "string" && UUID.test(mediaId) && isAlone && KINDS_IN_PLATFORM_SHAPE.has(kind),
  );
}

/** An object with a member `mediaId`. */
interface Holder {
  readonly mediaId: unknown;
  readonly kind: string;
  /** Without another way to name a file beside it. */
  readonly isAlone: boolean;
}

function findHolders(value: unknown, key = ""): Holder[] {
  if (Array.isArray(value)) return value.flatMap((element) => findHolders(element, key));
  if (!isRecord(value)) return [];
  const inside = Object.entries(value).flatMap(([name, member]) => findHolders(member, name));
  if (!Object.hasOwn(value, "mediaId")) return inside;
  const isAlone = !Object.hasOwn(value, "id") && !Object.hasOwn(value, "link");
  return [{ mediaId: value.mediaId, kind: kindOf(value, key), isAlone }, ...inside];
}

/** Ours name the kind beside the file, Meta's name it above. An animated header is a video to whoever sends it. */
function kindOf(holder: Readonly<Record<string, unknown>>, key: string): string {
  const kind = typeof holder.type === "string" ? holder.type : key;
  return kind === "gif" ? "video" : kind;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
