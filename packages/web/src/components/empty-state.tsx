import { Anchor, EmptyState as MantineEmptyState, Title } from "@mantine/core";
import type { ComponentType, ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface EmptyStateProps {
  readonly icon: ComponentType<{ size?: number | string; stroke?: number }>;
  readonly title: string;
  /** 1 where it is the whole page. */
  readonly level?: 1 | 2 | 3;
  /** One sentence: what this is for, or why there is nothing. */
  readonly text: string;
  /** One button: what to do about it. */
  readonly action?: ReactNode;
  /** A page of the guides that says more. */
  readonly docsHref?: string;
}

/** What stands where there is nothing yet: it teaches what the place is for and how to fill it. */
export function EmptyState({ icon: Icon, title, level = 2, text, action, docsHref }: EmptyStateProps) {
  const { t } = useTranslation();
  return (
    <MantineEmptyState
      py="xl"
      maw={440}
      mx="auto"
      icon={<Icon size={28} stroke={1.5} />}
      withIndicatorBackground
      title={
        <Title order={level} fz="inherit" lh="inherit">
          {title}
        </Title>
      }
      description={text}
    >
      {(action !== undefined || docsHref !== undefined) && (
        <MantineEmptyState.Actions>
          {action}
          {docsHref !== undefined && (
            <Anchor href={docsHref} target="_blank" rel="noreferrer" size="sm">
              {t("common.readMore")}
            </Anchor>
          )}
        </MantineEmptyState.Actions>
      )}
    </MantineEmptyState>
  );
}
