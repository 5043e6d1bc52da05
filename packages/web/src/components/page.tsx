import { Group, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { IconChevronLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { PagePath } from "../app/page-path.ts";
import { TextLink } from "./links.tsx";
import classes from "./page.module.css";

interface PageProps {
  readonly title: string;
  /** One sentence: what the page is for. */
  readonly text?: ReactNode;
  /** Beside the title: a state badge, for one. */
  readonly badge?: ReactNode;
  /** The one primary action, and at most a menu beside it. */
  readonly action?: ReactNode;
  /** Where a detail belongs to: a link above the title. */
  readonly back?: { readonly to: PagePath; readonly label: string };
  /** `narrow` for forms and settings, `full` for what fills the window. */
  readonly width?: "normal" | "narrow" | "full";
  readonly children: ReactNode;
}

/** What every page is made of: title, a sentence, one action, then the content. Sets the window's title, too. */
export function Page({ title, text, badge, action, back, width = "normal", children }: PageProps) {
  useDocumentTitle(`${title} · Chasqui`);
  return (
    <div className={classes.page} data-width={width}>
      <header className={classes.header}>
        {back !== undefined && (
          <TextLink to={back.to} size="sm" c="dimmed" className={classes.back}>
            <IconChevronLeft size={14} aria-hidden /> {back.label}
          </TextLink>
        )}
        <div className={classes.top}>
          <Group gap="sm" className={classes.heading}>
            <Title order={1} className={classes.title}>
              {title}
            </Title>
            {badge}
          </Group>
          {action && <Group gap="xs">{action}</Group>}
        </div>
        {text !== undefined && <Text className={classes.text}>{text}</Text>}
      </header>
      {children}
    </div>
  );
}
