import type { ReactNode } from "react";
import classes from "./panel.module.css";

/** A part of the contact panel. */
export function PanelSection(props: {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  const { title, action, children } = props;
  return (
    <section className={classes.section}>
      <div className={classes.sectionTop}>
        <h3 className={classes.sectionTitle}>{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}
