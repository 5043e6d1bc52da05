import type { ReactNode } from "react";
import classes from "./two-columns.module.css";

/** What one works on, and beside it what shows how it turns out; below it where there is no room. */
export function TwoColumns({ aside, children }: { readonly aside: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={classes.root}>
      <div className={classes.main}>{children}</div>
      <div className={classes.aside}>{aside}</div>
    </div>
  );
}
