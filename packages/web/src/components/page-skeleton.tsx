import { Skeleton, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./page.module.css";

/** The shape of a page while it is on its way. */
export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <div className={classes.page} role="status" aria-label={t("common.loading")}>
      <Stack gap="xs">
        <Skeleton height={24} width={180} />
        <Skeleton height={16} width="min(420px, 80%)" />
      </Stack>
      <RowSkeletons rows={6} />
    </div>
  );
}

/** Rows of a list while they are on their way. */
export function RowSkeletons({ rows }: { readonly rows: number }) {
  return (
    <Stack gap="xs" aria-hidden>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <Skeleton key={row} height={36} />
      ))}
    </Stack>
  );
}
