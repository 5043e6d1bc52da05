import type { ActiveHours } from "@chasqui/client";
import { ActionIcon, Button, Chip, Group, Input, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./active-hours-field.module.css";
import { nameDay } from "./describe-rule.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const OFFICE_HOURS = { weekdays: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" };
const MOST_WINDOWS = 21;

interface ActiveHoursFieldProps {
  /** Null: always. */
  readonly value: ActiveHours | null;
  readonly onChange: (hours: ActiveHours | null) => void;
  readonly error?: ReactNode;
  readonly disabled?: boolean;
  readonly description?: string;
}

/** At which hours of which days, by the clock of some place. */
export function ActiveHoursField({ value, onChange, error, disabled = false, description }: ActiveHoursFieldProps) {
  const { t } = useTranslation();
  const turn = (isOn: boolean) => onChange(isOn ? { timezone: findOwnTimezone(), windows: [OFFICE_HOURS] } : null);
  return (
    <Stack gap="xs">
      <Switch
        label={t("autoReplies.hours.only")}
        description={description}
        checked={value !== null}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
      {value !== null && (
        <div className={classes.hours}>
          <Windows hours={value} onChange={onChange} disabled={disabled} />
          <Select
            label={t("autoReplies.hours.timezone")}
            searchable
            value={value.timezone}
            onChange={(timezone) => timezone !== null && onChange({ ...value, timezone })}
            data={listTimezones(value.timezone)}
            allowDeselect={false}
            limit={50}
          />
          {error && <Input.Error>{error}</Input.Error>}
        </div>
      )}
    </Stack>
  );
}

type Window = ActiveHours["windows"][number];

interface WindowsProps {
  readonly hours: ActiveHours;
  readonly onChange: (hours: ActiveHours) => void;
  readonly disabled: boolean;
}

function Windows({ hours, onChange, disabled }: WindowsProps) {
  const { t } = useTranslation();
  const setWindows = (windows: Window[]) => onChange({ ...hours, windows });
  const change = (index: number, part: Partial<Window>) =>
    setWindows(hours.windows.map((window, at) => (at === index ? { ...window, ...part } : window)));
  return (
    <>
      {hours.windows.map((window, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: windows have no names
        <fieldset key={index} className={classes.window}>
          <legend className={classes.legend}>{t("autoReplies.hours.window", { number: index + 1 })}</legend>
          <Days days={window.weekdays} onChange={(weekdays) => change(index, { weekdays })} />
          <Group gap="xs" align="center" wrap="nowrap">
            <TextInput
              type="time"
              aria-label={t("autoReplies.hours.from")}
              value={window.from}
              onChange={(event) => change(index, { from: event.currentTarget.value })}
            />
            <Text span>–</Text>
            <TextInput
              type="time"
              aria-label={t("autoReplies.hours.to")}
              value={window.to}
              onChange={(event) => change(index, { to: event.currentTarget.value })}
            />
            {hours.windows.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t("autoReplies.hours.remove", { number: index + 1 })}
                onClick={() => setWindows(hours.windows.filter((_, at) => at !== index))}
                disabled={disabled}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </Group>
          <WindowHint window={window} />
        </fieldset>
      ))}
      {hours.windows.length < MOST_WINDOWS && (
        <Group>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => setWindows([...hours.windows, { weekdays: [6], from: "10:00", to: "14:00" }])}
            disabled={disabled}
          >
            {t("autoReplies.hours.add")}
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
function WindowHint({ window: { from, to } }: { readonly window: Window }) {
  const { t } = useTranslation();
  if (from === "" || to === "" || from < to) return null;
  return (
    <Text size="xs" c="dimmed">
      {t(from === to ? "autoReplies.hours.wholeDay" : "autoReplies.hours.nextDay")}
    </Text>
  );
}

function findOwnTimezone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function listTimezones(chosen: string): string[] {
  return [...new Set([chosen, "UTC", ...Intl.supportedValuesOf("timeZone")])];
}
