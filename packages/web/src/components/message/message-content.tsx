import type { SendError } from "@chasqui/client";
import { IconBan, IconFileUnknown } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { findText } from "../find-text.ts";
import { ContactCards } from "./contact-cards.tsx";
import { InteractiveView } from "./interactive-view.tsx";
import { LocationView } from "./location-view.tsx";
import classes from "./message.module.css";
import { type ContentView, readMessageContent } from "./message-content.rules.ts";
import { type MediaFile, MessageMedia } from "./message-media.tsx";
import { WhatsAppText } from "./whatsapp-text.tsx";

interface MessageContentProps {
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Its author took it back: nothing of it is shown. */
  readonly isRevoked?: boolean;
  /** Of a media message. */
  readonly file?: MediaFile | undefined;
  readonly fileState?: "none" | "there" | "fetching" | "failed";
  readonly fileError?: SendError | null;
  /** The words of a Meta template, where they are known: the message itself has only their name. */
  readonly templateText?: string | undefined;
  /** Taps a reply button or a row of a list, by its id. Left out: they are only shown. */
  readonly onChoose?: ((optionId: string) => void) | undefined;
}

/** What a message says, whatever its type: text, media, place, contacts, buttons, lists, templates. A type that is not understood is named. */
export function MessageContent(props: MessageContentProps) {
  const { t } = useTranslation();
  const { type, content, isRevoked = false } = props;
  const view = useMemo(() => readMessageContent(type, content), [type, content]);
  if (isRevoked) {
    return (
      <span className={classes.aside}>
        <IconBan size={15} aria-hidden /> {t("message.revoked")}
      </span>
    );
  }
  return <View view={view} {...props} />;
}

function View({ view, ...props }: MessageContentProps & { readonly view: ContentView }) {
  const { t } = useTranslation();
  switch (view.kind) {
    case "text":
      return <WhatsAppText text={view.text} />;
    case "choice":
      return (
        <>
          <span className={classes.label}>{t("message.chose")}</span>
          <WhatsAppText text={view.text} />
        </>
      );
    case "media": {
      const { file, fileState = file ? "there" : "none", fileError = null } = props;
      return <MessageMedia view={view} file={file} state={fileState} error={fileError} />;
    }
    case "location":
      return <LocationView {...view} />;
    case "contacts":
      return <ContactCards cards={view.cards} />;
    case "interactive":
      return <InteractiveView view={view} onChoose={props.onChoose} />;
    case "template":
      return (
        <>
          <span className={classes.label}>{t("message.templateNamed", { name: view.name })}</span>
          <WhatsAppText text={props.templateText ?? view.values.join("\n")} />
        </>
      );
    case "other":
      return (
        <span className={classes.aside}>
          <IconFileUnknown size={15} aria-hidden />
          <span>
            {view.text ?? findText(`message.types.${view.type}`) ?? t("message.notShown", { type: view.type })}
          </span>
        </span>
      );
  }
}
