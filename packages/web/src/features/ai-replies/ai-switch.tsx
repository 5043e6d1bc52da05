import { type AiSettings, isProblem } from "@chasqui/client";
import { Alert, Button, List } from "@mantine/core";
import { IconAlertTriangle, IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { toastProblem } from "../../components/toasts.tsx";
import { useAction } from "../../components/use-action.ts";
import { aiErrorsOf } from "./ai-errors.ts";

interface AiSwitchProps {
  readonly settings: AiSettings;
  /** Called with why they could not be turned on, and with undefined once they could. */
  readonly onRefused: (error: Error | undefined) => void;
}

/** Turns them on, once the provider is complete, and off at once. */
export function AiSwitch({ settings: { isOn }, onRefused }: AiSwitchProps) {
  const { t } = useTranslation();
  const turn = useAction({
    run: () => api.aiReplies.updateAiSettings({ isOn: !isOn }),
    changes: [["ai-replies"]],
    onDone: () => onRefused(undefined),
    done: ({ isOn: now }) => t(now ? "aiReplies.turnedOn" : "aiReplies.turnedOff"),
    onProblem: (error) => (isProblem(error, "ai-settings-incomplete") ? onRefused(error) : toastProblem(error, t)),
  });
  return (
    <Button
      variant={isOn ? "default" : "filled"}
      leftSection={isOn ? <IconPlayerStop size={16} /> : <IconPlayerPlay size={16} />}
      loading={turn.isPending}
      onClick={() => turn.mutate()}
    >
      {t(isOn ? "aiReplies.turnOff" : "aiReplies.turnOn")}
    </Button>
  );
}

/** What must be filled in and saved before they can be turned on. */
export function WhatIsMissing({ error }: { readonly error: Error }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle size={18} />} title={t("aiReplies.incomplete.title")}>
      <List>
        {Object.entries(aiErrorsOf(error, t)).map(([name, problem]) => (
          <List.Item key={name}>{problem}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
