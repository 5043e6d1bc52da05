import type { ChannelLimits } from "@chasqui/client";
import { Alert, Button, Group, Input, List, NumberInput, Select, SimpleGrid, Stack, Switch } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { FormProblem, fieldErrorsOf } from "../../components/form-problem.tsx";
import { TimeWindows } from "../../components/time-windows.tsx";
import { listTimezones } from "../../components/timezones.ts";
import { UnsavedChanges } from "../../components/unsaved-changes.tsx";
import { useAction } from "../../components/use-action.ts";
import { useFormat } from "../../components/use-format.ts";
import classes from "./limits.module.css";
import { findEmpty, findRisks, type LimitValues, limitSettingsOf, limitValuesOf } from "./limits-form.rules.ts";

const MOST_A_DAY = 100_000;
const NIGHT = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: "21:00", to: "09:00" };

interface LimitsFormProps {
  readonly channelId: string;
  readonly limits: ChannelLimits;
  readonly onClose: () => void;
}

/** Every limit, each with what it does and what we would choose. */
export function LimitsForm({ channelId, limits, onClose }: LimitsFormProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { defaults } = limits;
  const form = useForm<LimitValues>({
    // Who turns limits on begins with all of them.
    initialValues: limitValuesOf(limits.settings.isOn ? limits.settings : { ...limits.settings, isOn: true }),
    validate: (values) =>
      Object.fromEntries(
        findEmpty(values).map((name) => [
          name,
          t(name === "quietHours.windows" ? "fields.hours.incomplete" : "common.required"),
        ]),
      ),
  });
  const save = useAction({
    run: (values: LimitValues) => api.channels.updateLimits(channelId, limitSettingsOf(values, limits.settings)),
    changes: [["channels", channelId, "limits"]],
    done: () => t("common.saved"),
    onDone: onClose,
    onProblem: (error) => form.setErrors(fieldErrorsOf(error)),
  });
  const { values } = form;
  const hint = (name: "dailyMessages" | "dailyNewPeople", byDefault: number | null) =>
    t(`limits.fields.${name}Hint`, { careful: byDefault === null ? t("limits.anyNumber") : number(byDefault) });
  const count = (name: string, min: number, max = MOST_A_DAY) => ({
    ...form.getInputProps(name),
    min,
    max,
    allowDecimal: false,
    styles: { wrapper: { maxWidth: 160 } },
  });
  return (
    <form onSubmit={form.onSubmit((given) => save.mutate(given))} noValidate>
      <UnsavedChanges isDirty={() => form.isDirty() && !save.isSuccess} />
      <Stack maw={560} gap="lg">
        <FormProblem error={save.error} />
        <Switch
          {...form.getInputProps("isOn", { type: "checkbox" })}
          label={t("limits.fields.isOn")}
          description={t("limits.fields.isOnHint")}
        />
        {values.isOn && (
          <>
            <NumberInput
              {...count("dailyMessages", 1)}
              label={t("limits.fields.dailyMessages")}
              description={hint("dailyMessages", defaults.dailyMessages)}
              placeholder={t("limits.anyNumber")}
            />
            <NumberInput
              {...count("dailyNewPeople", 0)}
              label={t("limits.fields.dailyNewPeople")}
              description={hint("dailyNewPeople", defaults.dailyNewPeople)}
              placeholder={t("limits.anyNumber")}
            />
            <Stack gap="xs">
              <Switch
                {...form.getInputProps("warmUp.isOn", { type: "checkbox" })}
                label={t("limits.fields.warmUp")}
                description={t("limits.fields.warmUpHint", {
                  days: defaults.warmUp.days,
                  messages: defaults.warmUp.firstDayMessages,
                  newPeople: defaults.warmUp.firstDayNewPeople,
                })}
              />
              {values.warmUp.isOn && (
                <div className={classes.part}>
                  <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
                    <NumberInput {...count("warmUp.days", 2, 90)} label={t("limits.fields.days")} />
                    <NumberInput {...count("warmUp.firstDayMessages", 1)} label={t("limits.fields.firstDayMessages")} />
                    <NumberInput
                      {...count("warmUp.firstDayNewPeople", 0)}
                      label={t("limits.fields.firstDayNewPeople")}
                    />
                  </SimpleGrid>
                </div>
              )}
            </Stack>
            <QuietHoursFields
              value={values.quietHours}
              onChange={(quietHours) => form.setFieldValue("quietHours", quietHours)}
              error={form.errors["quietHours.windows"]}
              timezone={limits.timezone}
            />
          </>
        )}
        <NumberInput
          {...count("coldStop.hours", 1, 336)}
          label={t("limits.fields.coldStop")}
          description={t("limits.fields.coldStopHint", { hours: defaults.coldStop.hours })}
        />
        <Risks values={values} limits={limits} />
        <Group gap="xs">
          <Button type="submit" loading={save.isPending}>
            {t("common.save")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface QuietHoursFieldsProps {
  readonly value: LimitValues["quietHours"];
  readonly onChange: (value: LimitValues["quietHours"]) => void;
  readonly error: ReactNode;
  /** The installation's. */
  readonly timezone: string;
}

function QuietHoursFields({ value, onChange, error, timezone }: QuietHoursFieldsProps) {
  const { t } = useTranslation();
  const { windows, timezone: own } = value;
  return (
    <Stack gap="xs">
      <Input.Wrapper
        labelElement="div"
        label={t("limits.fields.quietHours")}
        description={t("limits.fields.quietHoursHint")}
        error={error}
      />
      <div className={classes.part}>
        <TimeWindows
          windows={windows}
          onChange={(next) => onChange({ ...value, windows: next })}
          added={NIGHT}
          mayBeEmpty
        />
        {windows.length > 0 && (
          <Select
            label={t("fields.hours.timezone")}
            searchable
            value={own}
            onChange={(next) => next !== null && onChange({ ...value, timezone: next })}
            data={[{ value: "", label: t("limits.fields.ownTimezone", { timezone }) }, ...listTimezones()]}
            allowDeselect={false}
            limit={50}
          />
        )}
      </div>
    </Stack>
  );
}

/** What is bolder than our careful choice, while it is being set. */
function Risks({ values, limits }: { readonly values: LimitValues; readonly limits: ChannelLimits }) {
  const { t } = useTranslation();
  const risks = findRisks(values, limits.defaults);
  return (
    <div role="status">
      {risks.length > 0 && (
        <Alert color="amber" icon={<IconAlertTriangle size={18} />} title={t("limits.risks.title")}>
          <List size="md">
            {risks.map((risk) => (
              <List.Item key={risk}>{t(`limits.risks.${risk}`)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </div>
  );
}
