import { Link } from "@tanstack/react-router";
import type { PagePath } from "../app/page-path.ts";
import classes from "./link-tabs.module.css";

interface LinkTab {
  readonly to: PagePath;
  readonly label: string;
}

/** Pages that belong together, beside each other: each has its own address. */
export function LinkTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly LinkTab[] }) {
  return (
    <nav className={classes.root} aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          className={classes.tab}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ "data-active": true, "aria-current": "page" }}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
