import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./controls.module.css";

interface ControlSectionProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One thing that can be tried, narrower than a page's section. */
export function ControlSection({ title, action, children }: ControlSectionProps) {
  return (
    <section className={classes.section}>
      <div className={classes.top}>
        <Title order={2} className={classes.title}>
          {title}
        </Title>
        {action}
      </div>
      {children}
    </section>
  );
}
