/** Tells a file's type by its content. What it is called matters only where the content leaves a choice. */
import { fileTypeFromBuffer } from "file-type";
import { findKindOfMime, normaliseMime } from "./media.rules.ts";

export interface DetectedType {
  readonly mime: string;
  /** Why WhatsApp won't take it although it takes the type. */
  readonly problem?: string;
}

export interface TypeHints {
  readonly declared?: string | undefined;
  readonly filename?: string | undefined;
}

/** Microsoft's old container: Word, Excel and PowerPoint look alike from outside. */
const OLD_OFFICE = "application/x-cfb";
const OLD_OFFICE_BY_ENDING: Readonly<Record<string, string>> = {
  doc: "application/msword",
  xls: "application/vnd.ms-excel",
  ppt: "application/vnd.ms-powerpoint",
};
const OLD_OFFICE_MIMES = new Set(Object.values(OLD_OFFICE_BY_ENDING));

export async function detectType(
  { head, isText }: { head: Buffer; isText: boolean },
  hints: TypeHints,
): Promise<DetectedType> {
  const found = await findMagic(head);
  if (found === OLD_OFFICE) return { mime: nameOldOffice(hints) };
  // Markup has magic words, too, but is text all the same.
  if (isText && (found === undefined || findKindOfMime(normaliseMime(found)) === undefined))
    return { mime: "text/plain" };
  if (found === undefined) return { mime: "application/octet-stream" };
  const mime = normaliseMime(found);
  const problem = mime === "audio/ogg" ? findOggProblem(head) : undefined;
  return problem === undefined ? { mime } : { mime, problem };
}

async function findMagic(head: Buffer): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(head))?.mime;
  } catch {
    // A file made to confuse its reader is of no type we know.
    return undefined;
  }
}

function nameOldOffice({ declared, filename }: TypeHints): string {
  const claimed = normaliseMime(declared ?? "");
  if (OLD_OFFICE_MIMES.has(claimed)) return claimed;
  const ending = /\.([a-z]{3})$/i.exec(filename ?? "")?.[1]?.toLowerCase() ?? "";
  return OLD_OFFICE_BY_ENDING[ending] ?? OLD_OFFICE;
}

/** WhatsApp takes Ogg with Opus in one channel alone. Opus's own header names the channels in its tenth byte (RFC 7845 §5.1). */
function findOggProblem(head: Buffer): string | undefined {
  const opus = head.subarray(0, 4096).indexOf("OpusHead");
  if (opus < 0) return "an Ogg file must hold Opus audio";
  return head[opus + 9] === 1 ? undefined : "WhatsApp takes Ogg audio with one channel (mono) only";
}
