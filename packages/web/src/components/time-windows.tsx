import { ActionIcon, Button, Chip, Group, Text, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./time-windows.module.css";
import { nameDay, type TimeWindow } from "./time-windows.rules.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const MOST_WINDOWS = 21;

const SATURDAY: TimeWindow = { weekdays: [6], from: "10:00", to: "14:00" };

interface TimeWindowsProps {
  readonly windows: readonly TimeWindow[];
  readonly onChange: (windows: TimeWindow[]) => void;
  /** What a new one begins with. */
  readonly added?: TimeWindow;
  /** Default: the last one stays. */
  readonly mayBeEmpty?: boolean;
  readonly disabled?: boolean;
}

/** Hours of certain days, each with its own. */
export function TimeWindows(props: TimeWindowsProps) {
  const { windows, onChange, added = SATURDAY, mayBeEmpty = false, disabled = false } = props;
  const { t } = useTranslation();
  const change = (index: number, part: Partial<TimeWindow>) =>
    onChange(windows.map((window, at) => (at === index ? { ...window, ...part } : window)));
  return (
    <>
      {windows.map((window, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: windows have no names
        <fieldset key={index} className={classes.window}>
          <legend className={classes.legend}>{t("fields.hours.window", { number: index + 1 })}</legend>
          <Group gap="xs" align="flex-start" justify="space-between" wrap="nowrap">
            <Days days={window.weekdays} onChange={(weekdays) => change(index, { weekdays })} />
            {(mayBeEmpty || windows.length > 1) && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={28}
                aria-label={t("fields.hours.remove", { number: index + 1 })}
                onClick={() => onChange(windows.filter((_, at) => at !== index))}
                disabled={disabled}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </Group>
          <Group gap="xs" align="center" wrap="nowrap">
            <TextInput
              type="time"
              flex="0 1 9rem"
              aria-label={t("fields.hours.from")}
              value={window.from}
              onChange={(event) => change(index, { from: event.currentTarget.value })}
            />
            <Text span>–</Text>
            <TextInput
              type="time"
              flex="0 1 9rem"
              aria-label={t("fields.hours.to")}
              value={window.to}
              onChange={(event) => change(index, { to: event.currentTarget.value })}
            />
          </Group>
          <WindowHint window={window} />
        </fieldset>
      ))}
      {windows.length < MOST_WINDOWS && (
        <Group>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange([...windows, added])}
            disabled={disabled}
          >
            {t("fields.hours.add")}
          </Button>
        </Group>
      )}
    </>
  );
}

function Days({ days, onChange }: { readonly days: readonly number[]; readonly onChange: (days: number[]) => void }) {
  const { language } = useTranslation().i18n;
  return (
    <Chip.Group multiple value={days.map(String)} onChange={(chosen) => onChange(chosen.map(Number).sort())}>
      <Group gap={4}>
        {WEEKDAYS.map((day) => (
          <Chip key={day} value={String(day)} size="xs" radius="sm" aria-label={nameDay(day, language, "long")}>
            {nameDay(day, language)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

/** What is not plain from two times alone. */
function WindowHint({ window: { from, to } }: { readonly window: TimeWindow }) {
  const { t } = useTranslation();
  if (from === "" || to === "" || from < to) return null;
  return (
    <Text size="xs" c="dimmed">
      {t(from === to ? "fields.hours.wholeDay" : "fields.hours.nextDay")}
    </Text>
  );
}
