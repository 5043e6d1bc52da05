import { ChasquiProblem, type Setting, type SettingsChange } from "@chasqui/client";
import { Button, Group, Stack, Text } from "@mantine/core";
import { IconLock, IconRotate2 } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { describeError } from "../../components/describe-error.ts";
import { findText } from "../../components/find-text.ts";
import { RelativeTime } from "../../components/relative-time.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { useAction } from "../../components/use-action.ts";
import { isSame, readControl } from "./control.rules.ts";
import { SettingControl } from "./setting-control.tsx";
import classes from "./setting-row.module.css";
import { useShownValue } from "./shown-value.ts";

/** One setting: what it does, its value, its default, and who decides. Saved by itself. */
export function SettingRow({ setting }: { readonly setting: Setting }) {
  const { t } = useTranslation();
  const mayChange = useCan(setting.scope === "admin" ? "admin" : "settings:write");
  const showValue = useShownValue();
  const { name, fixedBy, value } = setting;
  const title = findText(`settings.names.${name}.title`) ?? name;
  // Undefined: nothing is being changed.
  const [draft, setDraft] = useState<{ readonly value: unknown }>();
  const save = useAction({
    run: (next: unknown) => api.settings.update({ [name]: next } as SettingsChange),
    changes: [["settings"]],
    onDone: () => setDraft(undefined),
    done: () => t("settings.saved", { name: title }),
    onProblem: () => undefined,
  });
  const byDefault = setting.default;
  const isChanged = !isSame(value, byDefault) && fixedBy === null;
  const isLocked = fixedBy !== null || !mayChange;
  const shown = draft ? draft.value : value;
  const isDirty = draft !== undefined && !isSame(draft.value, value);
  const change = (next: unknown) => {
    save.reset();
    setDraft({ value: next });
  };
  return (
    <form
      className={classes.row}
      onSubmit={(event) => {
        event.preventDefault();
        if (isDirty) save.mutate(shown);
      }}
    >
      <div className={classes.about}>
        <Group gap="xs">
          <Text fw={600}>{title}</Text>
          {isChanged && <StateBadge tone="progress" label={t("settings.changed")} />}
        </Group>
        <Text size="sm" c="dimmed">
          {findText(`settings.names.${name}.text`) ?? setting.description}
        </Text>
      </div>
      <Stack gap={6} className={classes.control}>
        <SettingControl
          name={name}
          control={readControl(setting)}
          value={shown}
          onChange={change}
          label={title}
          error={problemOf(save.error, t("settings.fillIn"), shown)}
          disabled={isLocked}
        />
        {fixedBy !== null && (
          <Text size="xs" className={classes.fixed}>
            <IconLock size={14} aria-hidden /> {t("settings.fixedBy", { variable: fixedBy })}
          </Text>
        )}
        {fixedBy === null && !mayChange && (
          <Text size="xs" c="dimmed">
            {t(setting.scope === "admin" ? "settings.onlyOwner" : "settings.onlyManagers")}
          </Text>
        )}
        {fixedBy === null && (
          <Text size="xs" c="dimmed">
            {t("settings.default", { value: showValue(setting, byDefault) })}
            {isChanged && setting.changedAt !== null && (
              <>
                {" · "}
                {t("settings.changedAt")} <RelativeTime at={setting.changedAt} />
              </>
            )}
          </Text>
        )}
        {!isLocked && (isDirty || isChanged) && (
          <Group gap="xs">
            {isDirty && (
              <>
                <Button type="submit" size="compact-sm" loading={save.isPending} disabled={shown === undefined}>
                  {t("common.save")}
                </Button>
                <Button
                  variant="default"
                  size="compact-sm"
                  onClick={() => {
                    setDraft(undefined);
                    save.reset();
                  }}
                >
                  {t("common.cancel")}
                </Button>
              </>
            )}
            {isChanged && !isDirty && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                leftSection={<IconRotate2 size={14} />}
                loading={save.isPending}
                aria-label={t("settings.backToDefaultOf", { name: title })}
                onClick={() => save.mutate(null)}
              >
                {t("settings.backToDefault")}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </form>
  );

  function problemOf(error: Error | null, empty: string, current: unknown): string | undefined {
    if (current === undefined) return empty;
    if (error === null) return undefined;
    if (!(error instanceof ChasquiProblem)) return describeError(error, t).title;
    const field = error.fields.find(({ path }) => path.includes(name));
    if (field) return field.message;
    const { problems } = error.particulars;
    const own = Array.isArray(problems) ? problems.find((one: { name?: unknown }) => one.name === name) : undefined;
    return own?.message ?? describeError(error, t).title;
  }
}
