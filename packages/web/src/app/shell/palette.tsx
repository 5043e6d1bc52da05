import { Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommands } from "./use-commands.ts";
import { useNavigation } from "./use-navigation.ts";

/** ⌘K: goes to any page and does what can be done from everywhere. */
export function Palette() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const commands = useCommands();
  const pages = useNavigation().flatMap(({ items }) => items);
  const groups: SpotlightActionGroupData[] = [
    {
      group: t("shell.palette.goTo"),
      actions: pages.map(({ to, label, icon: Icon }) => ({
        id: to,
        label: t(label),
        leftSection: <Icon size={18} stroke={1.75} />,
        onClick: () => void navigate({ to }),
      })),
    },
    {
      group: t("shell.palette.do"),
      actions: commands.map(({ id, label, icon: Icon, run }) => ({
        id,
        label,
        leftSection: <Icon size={18} stroke={1.75} />,
        onClick: run,
      })),
    },
  ];
  return (
    <Spotlight
      actions={groups}
      shortcut={["mod + K"]}
      tagsToIgnore={[]}
      triggerOnContentEditable
      highlightQuery
      attributes={{ content: { "aria-label": t("shell.palette.title") } }}
      centered={false}
      scrollable
      maxHeight={420}
      nothingFound={t("shell.palette.nothing")}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t("shell.palette.placeholder"),
        "aria-label": t("shell.palette.placeholder"),
      }}
    />
  );
}
