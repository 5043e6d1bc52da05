import { IconFileText, IconMapPin, IconMovie, IconPhoto } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ChatPreview } from "../../components/chat-preview.tsx";
import { InteractiveView } from "../../components/message/interactive-view.tsx";
import { MessageBubble } from "../../components/message/message-bubble.tsx";
import { useNow } from "../../components/use-now.ts";
import classes from "./meta-bubble.module.css";

export interface ShownTemplate {
  /** `kind`: text, image, video, document, location. */
  readonly header: { readonly kind: string; readonly text: string | null } | null;
  readonly body: string | null;
  readonly footer: string | null;
  /** `kind`: quick-reply, url, phone-number, copy-code … */
  readonly buttons: ReadonlyArray<{ readonly kind: string; readonly text: string }>;
}

const MEDIA_ICONS = { image: IconPhoto, video: IconMovie, document: IconFileText, location: IconMapPin } as const;

/** A template as it will look in WhatsApp. */
export function MetaBubble({ template }: { readonly template: ShownTemplate }) {
  const { t } = useTranslation();
  const now = useNow();
  const { header, body, footer, buttons } = template;
  const view = {
    kind: "interactive" as const,
    ...(header?.kind === "text" && header.text !== null && header.text !== "" && { header: header.text }),
    body: body ?? "",
    ...(footer !== null && footer !== "" && { footer }),
    choices: buttons.map(({ kind, text }, index) => ({
      id: String(index),
      kind: kind === "quick-reply" ? ("reply" as const) : ("link" as const),
      label: text || "…",
    })),
    sections: [],
  };
  return (
    <ChatPreview label={t("templates.preview.title")}>
      <MessageBubble side="right" at={new Date(now).toISOString()}>
        {header !== null && <MediaHeader kind={header.kind} />}
        <InteractiveView view={view} onChoose={undefined} />
      </MessageBubble>
    </ChatPreview>
  );
}

/** Which file it is differs from message to message. */
function MediaHeader({ kind }: { readonly kind: string }) {
  const { t } = useTranslation();
  if (!(kind in MEDIA_ICONS)) return null;
  const media = kind as keyof typeof MEDIA_ICONS;
  const Icon = MEDIA_ICONS[media];
  return (
    <div className={classes.media}>
      <Icon size={28} stroke={1.5} aria-hidden />
      <span>{t(`templates.meta.media.${media}`)}</span>
    </div>
  );
}
