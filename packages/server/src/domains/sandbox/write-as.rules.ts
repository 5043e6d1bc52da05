/** What a person writes on a virtual phone, in the form in which Meta would tell us of it, so that everything behind treats it alike. Pure. */
import type { InboundContent } from "../../channels/channel.ts";
import type { Written } from "./sandbox.schemas.ts";

/** What is known of the file a message shows. */
export interface FileFacts {
  readonly mediaId: string;
  readonly mime: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly filename: string | null;
}

/** Something a person can tap. */
export interface TapOption {
  readonly id: string;
  readonly title: string;
  readonly from: "button" | "list";
}

/** What a message of the business offers to be tapped. Also understands Meta's own interactive messages. */
export function listTapOptions(content: Readonly<Record<string, unknown>>): TapOption[] {
  if (content.type === "buttons") return readButtons(content.buttons);
  if (content.type === "list") return readSections(content.sections);
  const action = asRecord(asRecord(content.interactive).action);
  return [
    ...readButtons(asList(action.buttons).map((button) => asRecord(button).reply)),
    ...readSections(action.sections),
  ];
}

function readButtons(buttons: unknown): TapOption[] {
  return asList(buttons).flatMap((button) => readOption(button, "button"));
}

function readSections(sections: unknown): TapOption[] {
  return asList(sections).flatMap((section) =>
    asList(asRecord(section).rows).flatMap((row) => readOption(row, "list")),
  );
}

function readOption(given: unknown, from: TapOption["from"]): TapOption[] {
  const { id, title } = asRecord(given);
  return typeof id === "string" && typeof title === "string" ? [{ id, title, from }] : [];
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What the written message refers to, looked up. */
export interface Looked {
  readonly file?: FileFacts | undefined;
  readonly tapped?: TapOption | undefined;
}

export function toInboundContent(written: Written, { file, tapped }: Looked): InboundContent {
  switch (written.type) {
    case "text":
      return { type: "text", text: written.text, raw: { type: "text", text: { body: written.text } } };
    case "location": {
      const { type, ...location } = written;
      return { type, raw: { type, location } };
    }
    case "reaction":
      return {
        type: "reaction",
        payload: written.emoji,
        raw: { type: "reaction", reaction: { emoji: written.emoji } },
      };
    case "tap": {
      const reply = { id: tapped?.id ?? written.optionId, title: tapped?.title ?? "" };
      const kind = tapped?.from === "list" ? "list_reply" : "button_reply";
      return {
        type: "interactive",
        text: reply.title,
        payload: reply.id,
        raw: { type: "interactive", interactive: { type: kind, [kind]: reply } },
      };
    }
    default:
      return toFileContent(written, file);
  }
}

function toFileContent(
  { type, caption, filename, voice }: Extract<Written, { mediaId: string }>,
  file: FileFacts | undefined,
): InboundContent {
  if (!file) throw new Error("a file was not looked up");
  const name = filename ?? (type === "document" ? (file.filename ?? undefined) : undefined);
  const raw = {
    id: file.mediaId,
    mime_type: file.mime,
    sha256: file.sha256,
    ...(caption === undefined ? {} : { caption }),
    ...(name === undefined ? {} : { filename: name }),
    ...(voice === undefined ? {} : { voice }),
  };
  return {
    type,
    ...(caption === undefined ? {} : { text: caption }),
    raw: { type, [type]: raw },
    media: {
      providerMediaId: file.mediaId,
      mimeType: file.mime,
      sha256: file.sha256,
      ...(name === undefined ? {} : { filename: name }),
    },
  };
}

/** How the phone itself keeps it. */
export function toPhoneContent(
  written: Written,
  { tapped }: Looked,
  targetProviderId: string | undefined,
): Record<string, unknown> {
  if (written.type === "tap") return { type: "tap", optionId: written.optionId, text: tapped?.title ?? "" };
  if (written.type === "reaction") return { type: "reaction", emoji: written.emoji, targetProviderId };
  return { ...written };
}
