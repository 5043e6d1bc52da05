import type { ActiveHours } from "@chasqui/client";
import { Input, Select, Stack, Switch } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { TimeWindows } from "../../components/time-windows.tsx";
import { listTimezones } from "../../components/timezones.ts";
import classes from "./active-hours-field.module.css";

const OFFICE_HOURS = { weekdays: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" };

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
          <TimeWindows
            windows={value.windows}
            onChange={(windows) => onChange({ ...value, windows })}
            disabled={disabled}
          />
          <Select
            label={t("fields.hours.timezone")}
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

function findOwnTimezone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
