import classes from "./data-table.module.css";
import { type DataTableProps, findTitle, RowLink, SelectOne } from "./data-table-parts.tsx";

/** The rows of a table as a phone shows them. */
export function RowCards<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, idOf, nameOf, linkOf, actionsOf, selection } = props;
  const title = findTitle(columns);
  const asides = columns.filter(({ onPhone }) => onPhone === "aside");
  const lines = columns.filter((column) => column !== title && (column.onPhone ?? "line") === "line");
  return (
    <ul className={`${classes.cards} ${classes.rows}`} aria-label={label}>
      {rows.map((row) => (
        <li key={idOf(row)} className={classes.card}>
          {selection && (
            <div className={classes.above}>
              <SelectOne id={idOf(row)} name={nameOf(row)} selection={selection} />
            </div>
          )}
          <div className={classes.cardBody}>
            <div className={classes.cardTop}>
              <div className={classes.cardTitle}>
                {linkOf ? <RowLink link={linkOf(row)}>{title?.cell(row)}</RowLink> : title?.cell(row)}
              </div>
              {asides.map((column) => (
                <div key={column.id}>{column.cell(row)}</div>
              ))}
            </div>
            {lines.length > 0 && (
              <dl className={classes.cardLines}>
                {lines.map((column) => (
                  <div key={column.id} className={classes.cardLine}>
                    <dt>{column.header}</dt>
                    <dd>{column.cell(row)}</dd>
                  </div>
                ))}
              </dl>
            )}
          </div>
          {actionsOf && <div className={classes.above}>{actionsOf(row)}</div>}
        </li>
      ))}
    </ul>
  );
}
