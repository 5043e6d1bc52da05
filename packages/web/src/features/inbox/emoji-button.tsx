import { ActionIcon, Loader, Popover } from "@mantine/core";
import { IconMoodSmile } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

/** Hundreds of kilobytes that most pages never need. */
const EmojiPanel = lazy(() => import("./emoji-panel.tsx"));

/** Opens all emoji to choose from. */
export function EmojiButton({ onEmoji }: { readonly onEmoji: (emoji: string) => void }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-start" shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          title={t("inbox.composer.emoji")}
          aria-label={t("inbox.composer.emoji")}
          onClick={() => setOpen(!isOpen)}
        >
          <IconMoodSmile size={20} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} bg="transparent" bd="none">
        <Suspense fallback={<Loader m="lg" size="sm" aria-label={t("common.loading")} />}>
          <EmojiPanel
            onEmoji={(emoji) => {
              onEmoji(emoji);
              setOpen(false);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
