import { Group, Input, NumberInput, Select } from "@mantine/core";
import { useId } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { countOf, DURATION_UNITS, type DurationUnit, secondsOf, unitOf } from "./duration.rules.ts";

interface DurationFieldProps {
  readonly label: string;
  readonly description?: ReactNode;
  /** In seconds; null: the field is empty. */
  readonly value: number | null;
  readonly onChange: (seconds: number | null) => void;
  /** The smallest first. */
  readonly units?: readonly DurationUnit[];
  readonly error?: ReactNode;
  readonly disabled?: boolean;
}

/** A length of time: a number and its unit. */
export function DurationField(props: DurationFieldProps) {
  const { label, description, value, onChange, units = DURATION_UNITS, error, disabled = false } = props;
  const { t } = useTranslation();
  const id = useId();
  const [unit, setUnit] = useState<DurationUnit>(() => unitOf(value ?? 0, units));
  const count = value === null ? "" : countOf(value, unit);
  const changeCount = (next: string | number) => onChange(typeof next === "number" ? secondsOf(next, unit) : null);
  function changeUnit(name: string | null): void {
    const next = units.find((one) => one === name);
    if (next === undefined) return;
    setUnit(next);
    if (typeof count === "number") onChange(secondsOf(count, next));
  }
  return (
    <Input.Wrapper label={label} description={description} error={error} id={id}>
      <Group gap="xs" wrap="nowrap" mt={4}>
        <NumberInput
          id={id}
          value={count}
          onChange={changeCount}
          min={0}
          w={110}
          error={error !== undefined && error !== null && error !== ""}
          disabled={disabled}
        />
        <Select
          aria-label={t("fields.unitOf", { label })}
          value={unit}
          onChange={changeUnit}
          data={units.map((one) => ({ value: one, label: t(`fields.units.${one}`) }))}
          allowDeselect={false}
          w={130}
          disabled={disabled}
        />
      </Group>
    </Input.Wrapper>
  );
}
