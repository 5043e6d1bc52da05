import type { SendError } from "@chasqui/client";
import { Anchor, Group, Loader, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDownload, IconFile, IconPhotoOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../dialog.tsx";
import { describeFileReason } from "../server-text.ts";
import { useFormat } from "../use-format.ts";
import classes from "./message.module.css";
import type { ContentView } from "./message-content.rules.ts";
import { WhatsAppText } from "./whatsapp-text.tsx";

export interface MediaFile {
  /** A path of our server. */
  readonly url: string;
  readonly mime: string;
  readonly size?: number;
  readonly filename: string | null;
}

type MediaContent = Extract<ContentView, { kind: "media" }>;

interface MessageMediaProps {
  readonly view: MediaContent;
  readonly file: MediaFile | undefined;
  readonly state: "none" | "there" | "fetching" | "failed";
  readonly error: SendError | null;
}

/** A picture, a film, a sound, a file, with its caption. Their places have a fixed size, so that nothing moves when they come. */
export function MessageMedia({ view, file, state, error }: MessageMediaProps) {
  return (
    <>
      {file ? <FileView view={view} file={file} /> : <FileMissing view={view} state={state} error={error} />}
      {view.caption !== undefined && <WhatsAppText text={view.caption} />}
    </>
  );
}

function FileView({ view, file }: { readonly view: MediaContent; readonly file: MediaFile }) {
  const { t } = useTranslation();
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <FileMissing view={view} state="failed" error={null} />;
  switch (view.media) {
    case "image":
      return <Picture view={view} file={file} onBroken={() => setBroken(true)} />;
    case "sticker":
      return (
        <img
          className={classes.sticker}
          src={file.url}
          alt={t("message.types.sticker")}
          loading="lazy"
          onError={() => setBroken(true)}
        />
      );
    case "video":
      return (
        // biome-ignore lint/a11y/useMediaCaption: people send their films without captions
        <video
          className={classes.video}
          src={file.url}
          controls
          preload="metadata"
          aria-label={t("message.types.video")}
        />
      );
    case "audio":
      return (
        // biome-ignore lint/a11y/useMediaCaption: as above
        <audio
          className={classes.audio}
          src={file.url}
          controls
          preload="none"
          aria-label={t(view.isVoice ? "message.voice" : "message.types.audio")}
        />
      );
    case "document":
      return <DocumentLink name={view.filename ?? file.filename ?? t("message.types.document")} file={file} />;
  }
}

function Picture(props: { readonly view: MediaContent; readonly file: MediaFile; readonly onBroken: () => void }) {
  const { t } = useTranslation();
  const { view, file, onBroken } = props;
  const [isOpen, large] = useDisclosure(false);
  const alt = view.caption ?? t("message.types.image");
  return (
    <>
      <UnstyledButton className={classes.picture} onClick={large.open} aria-label={t("message.enlarge")}>
        <img src={file.url} alt={alt} loading="lazy" onError={onBroken} />
      </UnstyledButton>
      {isOpen && (
        <Dialog opened onClose={large.close} title={t("message.types.image")} size="auto">
          <img className={classes.large} src={file.url} alt={alt} />
          <Group justify="flex-end" mt="sm">
            <Anchor href={file.url} download={file.filename ?? true} size="sm">
              {t("message.download")}
            </Anchor>
          </Group>
        </Dialog>
      )}
    </>
  );
}

function DocumentLink({ name, file }: { readonly name: string; readonly file: MediaFile }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <a className={classes.document} href={file.url} download={name} aria-label={t("message.downloadOne", { name })}>
      <IconFile size={24} stroke={1.5} aria-hidden />
      <span className={classes.documentName}>
        <span>{name}</span>
        {file.size !== undefined && <span className={classes.faint}>{format.bytes(file.size)}</span>}
      </span>
      <IconDownload size={18} aria-hidden />
    </a>
  );
}

/** Not here: on its way, not to be had any more, or somewhere else. */
function FileMissing({ view, state, error }: Omit<MessageMediaProps, "file">) {
  const { t } = useTranslation();
  if (view.link !== undefined && state !== "failed") {
    return (
      <Anchor href={view.link} target="_blank" rel="noopener noreferrer" inherit>
        {view.filename ?? t(`message.types.${view.media}`)}
      </Anchor>
    );
  }
  return (
    <span className={classes.missing}>
      {state === "fetching" ? <Loader size={16} /> : <IconPhotoOff size={18} stroke={1.5} aria-hidden />}
      <Text span size="sm">
        {state === "fetching" ? t("message.fetching") : error ? describeFileReason(error) : t("message.fileGone")}
      </Text>
    </span>
  );
}
