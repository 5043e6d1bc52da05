import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

/** Typing must not ask the server at each letter. */
const PAUSE_MS = 250;

interface SearchFieldProps {
  /** What is searched for now, from the URL. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  /** What is searched through: "Search contacts". */
  readonly label: string;
}

/** The search of a list. `/` puts the cursor into it. */
export function SearchField({ value = "", onChange, label }: SearchFieldProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  const tell = useDebouncedCallback((next: string) => onChange(next.trim() === "" ? undefined : next.trim()), PAUSE_MS);
  useHotkeys([["/", () => field.current?.focus()]]);
  // Back, and "clear filters", change the URL from outside.
  if (value !== shown) {
    setShown(value);
    if (value !== text.trim()) setText(value);
  }
  function change(next: string): void {
    setText(next);
    tell(next);
  }
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text !== "" && <CloseButton size="sm" aria-label={t("common.clear")} onClick={() => change("")} />}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
