import { Group, Kbd, Stack, Text, Title } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../components/dialog.tsx";
import { ModKey } from "../../components/mod-key.tsx";
import { useKeySequence } from "../../components/use-key-sequence.ts";
import { useCan } from "../session.ts";
import { onShortcutHelp } from "./shortcut-help.ts";
import { useNavigation } from "./use-navigation.ts";

/** The shortcuts that hold on every page, and `?`, which lists them. */
export function KeyboardShortcuts() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayTalk = useCan("messages:send");
  const [isOpen, help] = useDisclosure(false);
  const pages = useNavigation().flatMap(({ items }) => items.filter(({ key }) => key !== undefined));
  useEffect(() => onShortcutHelp(help.open), [help.open]);
  useHotkeys([
    ["shift+?", help.open],
    ["?", help.open],
  ]);
  useKeySequence("g", Object.fromEntries(pages.map(({ key, to }) => [key ?? "", () => void navigate({ to })])));
  return (
    <Dialog opened={isOpen} onClose={help.close} title={t("shell.shortcuts.title")} size="md">
      <Stack gap="lg">
        <Section title={t("shell.shortcuts.everywhere")}>
          <Row label={t("shell.shortcuts.palette")} keys={<ModKey letter="K" />} />
          <Row label={t("shell.shortcuts.help")} keys={<Kbd>?</Kbd>} />
        </Section>
        <Section title={t("shell.shortcuts.lists")}>
          <Row label={t("shell.shortcuts.nextPrevious")} keys={<KeyPair first="j" second="k" />} />
          <Row label={t("shell.shortcuts.open")} keys={<Kbd>↵</Kbd>} />
          <Row label={t("shell.shortcuts.searchList")} keys={<Kbd>/</Kbd>} />
        </Section>
        {mayTalk && (
          <Section title={t("shell.pages.inbox")}>
            <Row label={t("shell.shortcuts.answer")} keys={<Kbd>r</Kbd>} />
            <Row label={t("shell.shortcuts.send")} keys={<Kbd>↵</Kbd>} />
            <Row label={t("shell.shortcuts.newLine")} keys={<KeyPair first="⇧" second="↵" />} />
            <Row label={t("shell.shortcuts.quickReplies")} keys={<Kbd>/</Kbd>} />
          </Section>
        )}
        <Section title={t("shell.shortcuts.goTo")}>
          {pages.map(({ to, label, key }) => (
            <Row key={to} label={t(label)} keys={<KeyPair first="g" second={key ?? ""} />} />
          ))}
        </Section>
      </Stack>
    </Dialog>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Stack gap={4}>
      <Title order={3}>{title}</Title>
      {children}
    </Stack>
  );
}

function Row({ label, keys }: { readonly label: string; readonly keys: ReactNode }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text>{label}</Text>
      {keys}
    </Group>
  );
}

function KeyPair({ first, second }: { readonly first: string; readonly second: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Kbd>{first}</Kbd>
      <Kbd>{second}</Kbd>
    </Group>
  );
}
