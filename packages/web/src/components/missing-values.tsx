import { Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./missing-values.module.css";
import { useFormat } from "./use-format.ts";

interface MissingValuesProps {
  /** Printed, and without value and fallback. */
  readonly missing: readonly string[];
  /** Variables that nothing fills. */
  readonly unknown?: readonly string[];
}

/** What in a text would stay empty, and what was probably misspelt. Nothing is shown where all is well. */
export function MissingValues({ missing, unknown = [] }: MissingValuesProps) {
  const { t } = useTranslation();
  const { list } = useFormat();
  const empty = missing.filter((name) => !unknown.includes(name));
  return (
    <>
      {unknown.length > 0 && (
        <Warning text={t("fields.unknownValues", { names: list(unknown), count: unknown.length })} />
      )}
      {empty.length > 0 && <Warning text={t("fields.missingValues", { names: list(empty), count: empty.length })} />}
    </>
  );
}

function Warning({ text }: { readonly text: string }) {
  return (
    <Text size="sm" className={classes.root}>
      <IconAlertTriangle size={16} aria-hidden />
      <span>{text}</span>
    </Text>
  );
}
