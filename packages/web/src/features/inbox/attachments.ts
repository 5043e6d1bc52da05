import type { Media } from "@chasqui/client";
import { useCallback, useRef, useState } from "react";
import { api } from "../../app/api.ts";
import { watchUpload } from "../../app/upload-progress.ts";
import type { AnswerContent } from "./outgoing.ts";

export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** Shows a picture before it is there. */
  readonly preview?: string;
  readonly state: "uploading" | "ready" | "failed";
  /** 0 to 1. */
  readonly share: number;
  readonly media?: Pick<Media, "id" | "mime" | "filename" | "sendableAs">;
  readonly error?: unknown;
}

export interface Attachments {
  readonly list: readonly Attachment[];
  readonly add: (files: readonly File[]) => void;
  /** One that the server has already: of a quick reply. */
  readonly addUploaded: (mediaId: string) => void;
  readonly remove: (id: string) => void;
  readonly clear: () => void;
}

/** The server takes no more at all; what WhatsApp takes of each kind, it says itself. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;

class FileTooLarge extends Error {}

export function isTooLarge(error: unknown): boolean {
  return error instanceof FileTooLarge;
}

/** The files beside what is being written: each is uploaded at once, and may be taken off again. */
export function useAttachments(): Attachments {
  const [list, setList] = useState<readonly Attachment[]>([]);
  const uploads = useRef(new Map<string, AbortController>());
  const count = useRef(0);

  const update = useCallback((id: string, change: Partial<Attachment>) => {
    setList((now) => now.map((one) => (one.id === id ? { ...one, ...change } : one)));
  }, []);

  const upload = useCallback(
    async (id: string, file: File) => {
      if (file.size > MAX_FILE_BYTES) {
        update(id, { state: "failed", error: new FileTooLarge() });
        return;
      }
      const abort = new AbortController();
      uploads.current.set(id, abort);
      watchUpload(file, (share) => update(id, { share }));
      try {
        const media = await api.media.upload(file, {}, { signal: abort.signal });
        update(id, { state: "ready", share: 1, media });
      } catch (error) {
        if (!abort.signal.aborted) update(id, { state: "failed", error });
      } finally {
        uploads.current.delete(id);
      }
    },
    [update],
  );

  const add = useCallback(
    (files: readonly File[]) => {
      const added = files.map((file) => {
        count.current += 1;
        const attachment: Attachment = {
          id: `file-${count.current}`,
          name: file.name,
          size: file.size,
          state: "uploading",
          share: 0,
          ...(file.type.startsWith("image/") && { preview: URL.createObjectURL(file) }),
        };
        return { file, attachment };
      });
      setList((now) => [...now, ...added.map(({ attachment }) => attachment)]);
      for (const { attachment, file } of added) void upload(attachment.id, file);
    },
    [upload],
  );

  const addUploaded = useCallback(
    (mediaId: string) => {
      const id = `media-${mediaId}`;
      setList((now) => [...now, { id, name: "", size: 0, state: "uploading", share: 0 }]);
      api.media.get(mediaId).then(
        (media) =>
          update(id, { state: "ready", share: 1, media, name: media.filename ?? media.mime, size: media.size }),
        (error: unknown) => update(id, { state: "failed", error }),
      );
    },
    [update],
  );

  const remove = useCallback((id: string) => {
    uploads.current.get(id)?.abort();
    setList((now) => {
      const preview = now.find((one) => one.id === id)?.preview;
      if (preview !== undefined) URL.revokeObjectURL(preview);
      return now.filter((one) => one.id !== id);
    });
  }, []);

  const clear = useCallback(() => {
    for (const abort of uploads.current.values()) abort.abort();
    setList((now) => {
      for (const { preview } of now) if (preview !== undefined) URL.revokeObjectURL(preview);
      return [];
    });
  }, []);

  return { list, add, addUploaded, remove, clear };
}

const PREFERRED = ["image", "video", "audio", "document", "sticker"] as const;
const MAX_CAPTION = 1024;

export interface Part {
  readonly content: AnswerContent;
  readonly file?: { readonly url: string; readonly mime: string; readonly filename: string | null };
}

/** What is sent for what was written: each file is a message of its own, and the words stand below the first that can have some. */
export function makeParts(text: string, attachments: readonly Attachment[]): Part[] {
  const words = text.trim();
  const files = attachments.flatMap(({ media }) => {
    const type = PREFERRED.find((kind) => media?.sendableAs.includes(kind));
    return media && type ? [{ media, type }] : [];
  });
  const captioned =
    words === "" || words.length > MAX_CAPTION
      ? undefined
      : files.find(({ type }) => type === "image" || type === "video" || type === "document");
  const parts: Part[] = files.map((one) => ({
    content: contentOf(one, one === captioned ? words : undefined),
    file: { url: api.media.contentUrl(one.media.id), mime: one.media.mime, filename: one.media.filename },
  }));
  return words === "" || captioned ? parts : [...parts, { content: { type: "text", text: words } }];
}

function contentOf(
  { media, type }: { media: NonNullable<Attachment["media"]>; type: (typeof PREFERRED)[number] },
  caption: string | undefined,
): AnswerContent {
  const base = { mediaId: media.id, ...(caption !== undefined && { caption }) };
  if (type === "document") return { type, ...base, ...(media.filename !== null && { filename: media.filename }) };
  if (type === "audio" || type === "sticker") return { type, mediaId: media.id };
  return { type, ...base };
}
