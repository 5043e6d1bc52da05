import { Kbd } from "@mantine/core";
import { useOs } from "@mantine/hooks";

/** A shortcut with the platform's own modifier: ⌘K on a Mac, Ctrl K elsewhere. */
export function ModKey({ letter }: { readonly letter: string }) {
  const os = useOs();
  const isApple = os === "macos" || os === "ios";
  return <Kbd size="xs">{isApple ? `⌘${letter}` : `Ctrl ${letter}`}</Kbd>;
}
