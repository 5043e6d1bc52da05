import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CopyableId } from "./copyable-id.tsx";
import { describeError } from "./describe-error.ts";

interface ErrorStateProps {
  readonly error: unknown;
  /** What could not be done; default: what the error itself says. */
  readonly title?: string;
  /** 1 where it is the whole page. */
  readonly level?: 1 | 2 | 3;
  readonly onRetry?: () => void;
  readonly action?: ReactNode;
}

/** What stands where something could not be shown: what happened, what helps, and the id by which it is found in the server's log. */
export function ErrorState({ error, title, level = 2, onRetry, action }: ErrorStateProps) {
  const { t } = useTranslation();
  const described = describeError(error, t);
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle size={18} />}
      title={
        <Title order={level} fz="inherit" lh="inherit">
          {title ?? described.title}
        </Title>
      }
      maw={640}
    >
      <Stack gap="sm" align="flex-start">
        {title !== undefined && <Text size="md">{described.title}</Text>}
        {described.mend !== undefined && <Text size="md">{described.mend}</Text>}
        {described.requestId !== undefined && (
          <Group gap={4}>
            <Text size="sm">{t("common.errors.requestId")}</Text>
            <CopyableId value={described.requestId} />
          </Group>
        )}
        {(onRetry !== undefined || action !== undefined) && (
          <Group gap="xs">
            {onRetry !== undefined && (
              <Button variant="default" onClick={onRetry}>
                {t("common.retry")}
              </Button>
            )}
            {action}
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
