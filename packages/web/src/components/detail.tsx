import { DataList, Paper, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./detail.module.css";

interface SectionProps {
  readonly title: string;
  /** A button at the end of the title's line. */
  readonly action?: ReactNode;
  /** One sentence below the title. */
  readonly text?: string;
  readonly children?: ReactNode;
}

/** A part of a page with a title of its own. */
export function Section({ title, action, text, children }: SectionProps) {
  return (
    <Paper component="section" withBorder className={classes.section}>
      <div className={classes.top}>
        <div className={classes.heading}>
          <Title order={2}>{title}</Title>
          {text !== undefined && <p className={classes.text}>{text}</p>}
        </div>
        {action}
      </div>
      {children}
    </Paper>
  );
}

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** What is known of something: names and values. Facts without a value are left out. */
export function Facts({ facts }: { readonly facts: readonly (Fact | undefined)[] }) {
  return (
    <DataList labelWidth={160} className={classes.facts}>
      {facts.map(
        (fact) =>
          fact && (
            <DataList.Item key={fact.label}>
              <DataList.ItemLabel>{fact.label}</DataList.ItemLabel>
              <DataList.ItemValue>{fact.value}</DataList.ItemValue>
            </DataList.Item>
          ),
      )}
    </DataList>
  );
}
