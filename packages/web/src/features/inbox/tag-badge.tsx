import type { Tag } from "@chasqui/client";
import type { ReactNode } from "react";
import classes from "./tag-badge.module.css";

/** A tag: its name, and its colour as a dot. */
export function TagBadge({
  tag,
  children,
}: {
  readonly tag: Pick<Tag, "name" | "color">;
  readonly children?: ReactNode;
}) {
  return (
    <span className={classes.root}>
      <span className={classes.dot} data-color={tag.color} aria-hidden />
      <span className={classes.name}>{tag.name}</span>
      {children}
    </span>
  );
}
