import { UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./message.module.css";

interface Reaction {
  readonly emoji: string;
  readonly count: number;
  readonly isOurs?: boolean;
}

interface MessageReactionsProps {
  readonly reactions: readonly Reaction[];
  /** Takes back one's own. */
  readonly onTakeBack?: (() => void) | undefined;
}

/** What people reacted with, over the bubble's lower edge. One's own is taken back by a click. */
export function MessageReactions({ reactions, onTakeBack }: MessageReactionsProps) {
  const { t } = useTranslation();
  if (reactions.length === 0) return null;
  return (
    <span className={classes.reactions}>
      {reactions.map(({ emoji, count, isOurs = false }) =>
        isOurs && onTakeBack ? (
          <UnstyledButton
            key={emoji}
            className={classes.reaction}
            data-ours
            onClick={onTakeBack}
            aria-label={t("message.takeReactionBack", { emoji })}
          >
            {emoji}
            {count > 1 && ` ${count}`}
          </UnstyledButton>
        ) : (
          <span key={emoji} className={classes.reaction} data-ours={isOurs || undefined}>
            {emoji}
            {count > 1 && ` ${count}`}
          </span>
        ),
      )}
    </span>
  );
}
