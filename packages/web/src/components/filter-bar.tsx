import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./filter-bar.module.css";

interface FilterBarProps {
  /** The search field and the filters. */
  readonly children: ReactNode;
  /** Set while a filter is on. */
  readonly onClear?: (() => void) | undefined;
}

/** Search and filters above a list. Their values are kept in the URL by the page. */
export function FilterBar({ children, onClear }: FilterBarProps) {
  const { t } = useTranslation();
  return (
    <search className={classes.root}>
      {children}
      {onClear !== undefined && (
        <Button variant="subtle" color="gray" onClick={onClear}>
          {t("common.clearFilters")}
        </Button>
      )}
    </search>
  );
}
