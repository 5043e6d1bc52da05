import { Checkbox, Table, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./data-table.module.css";
import { RowCards } from "./row-cards.tsx";
import { useIsPhone } from "./use-is-phone.ts";
import { useListKeys } from "./use-list-keys.ts";

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
  /** Can be sorted by; the column's id is what the page is told. */
  readonly sortable?: boolean;
}

export interface Sorting {
  readonly by: string;
  readonly descending: boolean;
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
  readonly sorting?: Sorting | undefined;
  readonly onSort?: (sorting: Sorting) => void;
}

/** A compact table; on a phone, cards. `j` and `k` go from row to row, Enter opens. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const isPhone = useIsPhone();
  const container = useRef<HTMLDivElement>(null);
  useListKeys(container);
  return <div ref={container}>{isPhone ? <RowCards {...props} /> : <WideTable {...props} />}</div>;
}

function WideTable<Row>(props: DataTableProps<Row>) {
  const { t } = useTranslation();
  const { label, columns, rows, idOf, nameOf, linkOf, actionsOf, selection } = props;
  const linked = findTitle(columns);
  return (
    <Table.ScrollContainer minWidth={0} type="native">
      <Table className={classes.table} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {selection && (
              <Table.Th w={40}>
                <SelectAll rows={rows} idOf={idOf} selection={selection} />
              </Table.Th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} table={props} />
            ))}
            {actionsOf && (
              <Table.Th w={44}>
                <span className={classes.unseen}>{t("common.actions")}</span>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className={classes.rows}>
          {rows.map((row) => (
            <Table.Tr key={idOf(row)} data-linked={linkOf !== undefined || undefined}>
              {selection && (
                <Table.Td className={classes.above}>
                  <SelectOne id={idOf(row)} name={nameOf(row)} selection={selection} />
                </Table.Td>
              )}
              {columns.map((column) => (
                <Table.Td key={column.id} data-align={column.align}>
                  {linkOf && column === linked ? (
                    <RowLink link={linkOf(row)}>{column.cell(row)}</RowLink>
                  ) : (
                    column.cell(row)
                  )}
                </Table.Td>
              ))}
              {actionsOf && <Table.Td className={classes.above}>{actionsOf(row)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function HeaderCell<Row>({ column, table }: { readonly column: Column<Row>; readonly table: DataTableProps<Row> }) {
  const { sorting, onSort } = table;
  const isSorted = sorting?.by === column.id;
  const Arrow = sorting?.descending ? IconArrowDown : IconArrowUp;
  const ariaSort = isSorted ? (sorting.descending ? "descending" : "ascending") : undefined;
  return (
    <Table.Th w={column.width} data-align={column.align} aria-sort={ariaSort}>
      {column.sortable && onSort ? (
        <UnstyledButton
          className={classes.sort}
          onClick={() => onSort({ by: column.id, descending: isSorted ? !sorting.descending : false })}
        >
          {column.header}
          {isSorted && <Arrow size={14} aria-hidden />}
        </UnstyledButton>
      ) : (
        column.header
      )}
    </Table.Th>
  );
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

function SelectAll<Row>(props: Pick<DataTableProps<Row>, "rows" | "idOf"> & { readonly selection: Selection }) {
  const { t } = useTranslation();
  const { rows, idOf, selection } = props;
  const isAll = rows.length > 0 && rows.every((row) => selection.ids.has(idOf(row)));
  return (
    <Checkbox
      size="xs"
      aria-label={t("common.selectAll")}
      checked={isAll}
      indeterminate={!isAll && selection.ids.size > 0}
      onChange={() => selection.onChange(new Set(isAll ? [] : rows.map(idOf)))}
    />
  );
}
