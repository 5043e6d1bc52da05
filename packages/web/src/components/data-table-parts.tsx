import { Checkbox } from "@mantine/core";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./data-table.module.css";

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the right. */
  readonly align?: "right";
  readonly width?: number | string;
  /** Where it stands on a phone, whose rows are cards. `title`: the first line; `aside`: at its end; `line` (default): below, with its
   *  header in front; `hidden`: not at all. */
  readonly onPhone?: "title" | "aside" | "line" | "hidden";
}

export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
}

export interface DataTableProps<Row> {
  /** What it is a table of, for those who can't see it. */
  readonly label: string;
  /** The first one that is `title` (else the first) carries the row's link. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** What a row is called, for the names of its buttons. */
  readonly nameOf: (row: Row) => string;
  /** Where a click on the row leads. */
  readonly linkOf?: (row: Row) => LinkProps;
  /** A menu or a button at the end of the row. */
  readonly actionsOf?: (row: Row) => ReactNode;
  readonly selection?: Selection;
}

/** Covers the whole row, so that a click anywhere opens it; it is a real link, for the keyboard and for a new tab. */
export function RowLink({ link, children }: { readonly link: LinkProps; readonly children: ReactNode }) {
  return (
    <Link {...link} className={classes.link} data-row-link>
      {children}
    </Link>
  );
}

export function findTitle<Row>(columns: readonly Column<Row>[]): Column<Row> | undefined {
  return columns.find(({ onPhone }) => onPhone === "title") ?? columns[0];
}

export function SelectOne(props: { readonly id: string; readonly name: string; readonly selection: Selection }) {
  const { t } = useTranslation();
  const { id, name, selection } = props;
  return (
    <Checkbox
      size="xs"
      aria-label={t("common.select", { name })}
      checked={selection.ids.has(id)}
      onChange={() => selection.onChange(selection.ids.symmetricDifference(new Set([id])))}
    />
  );
}
