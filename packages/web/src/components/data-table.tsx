import { Checkbox, Table } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./data-table.module.css";
import { type DataTableProps, findTitle, RowLink, type Selection, SelectOne } from "./data-table-parts.tsx";
import { RowCards } from "./row-cards.tsx";
import { useIsPhone } from "./use-is-phone.ts";
import { useListKeys } from "./use-list-keys.ts";

export type { Column } from "./data-table-parts.tsx";

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
              <Table.Th key={column.id} w={column.width} data-align={column.align}>
                {column.header}
              </Table.Th>
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
