import { useComputedColorScheme } from "@mantine/core";
import EmojiPicker, { EmojiStyle, SuggestionMode, Theme } from "emoji-picker-react";
import { useTranslation } from "react-i18next";
import { findStyleNonce } from "../../app/style-nonce.ts";

/** Names and kinds in the viewer's language; English ones come with the picker. */
const NAMES = {
  es: () => import("emoji-picker-react/data/emojis-es"),
  pt: () => import("emoji-picker-react/data/emojis-pt"),
} as const;

interface EmojiPanelProps {
  readonly onEmoji: (emoji: string) => void;
}

/** All emoji, drawn by the system's own font: no picture is fetched from anywhere. A file of its own, fetched when it is first opened. */
export default function EmojiPanel({ onEmoji }: EmojiPanelProps) {
  const { t, i18n } = useTranslation();
  const names = i18n.language === "es" || i18n.language === "pt" ? NAMES[i18n.language] : undefined;
  const scheme = useComputedColorScheme();
  return (
    <EmojiPicker
      {...(names && { emojiData: names })}
      nonce={findStyleNonce()}
      emojiStyle={EmojiStyle.NATIVE}
      theme={scheme === "dark" ? Theme.DARK : Theme.LIGHT}
      suggestedEmojisMode={SuggestionMode.RECENT}
      width={340}
      height={400}
      skinTonesDisabled
      previewConfig={{ showPreview: false }}
      labels={{
        searchPlaceholder: t("inbox.emoji.search"),
        searchLabel: t("inbox.emoji.search"),
        searchClear: t("common.clear"),
        searchResultsNone: t("inbox.emoji.none"),
        categoryNavigation: t("inbox.emoji.categories"),
      }}
      onEmojiClick={({ emoji }) => onEmoji(emoji)}
    />
  );
}
