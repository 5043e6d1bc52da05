import { useComputedColorScheme } from "@mantine/core";
import EmojiPicker, { EmojiStyle, SuggestionMode, Theme } from "emoji-picker-react";
import { useTranslation } from "react-i18next";
import { findStyleNonce } from "../../app/style-nonce.ts";

interface EmojiPanelProps {
  readonly onEmoji: (emoji: string) => void;
}

/** All emoji, drawn by the system's own font: no picture is fetched from anywhere. A file of its own, fetched when it is first opened. */
export default function EmojiPanel({ onEmoji }: EmojiPanelProps) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme();
  return (
    <EmojiPicker
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
