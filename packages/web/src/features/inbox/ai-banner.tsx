import { Alert, Button, Group, Text } from "@mantine/core";
import { IconUserUp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { RelativeTime } from "../../components/relative-time.tsx";
import { conversationAiQuery } from "./queries.ts";
import { useConversationAi } from "./use-conversation-ai.ts";

/** Says that the AI handed the conversation over to people, why, and lets it answer again. */
export function AiBanner({ conversationId }: { readonly conversationId: string }) {
  const { t } = useTranslation();
  const mayWrite = useCan("conversations:write");
  const { data: ai } = useQuery(conversationAiQuery(conversationId));
  const setPaused = useConversationAi(conversationId);
  if (ai?.reason !== "handed-over" || ai.handedOverAt === null) return null;
  return (
    <Alert color="amber" radius={0} py={8} icon={<IconUserUp size={18} />}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {t("inbox.ai.handedOver", { reason: ai.handOverReason ?? t("inbox.ai.noReason") })}{" "}
          <RelativeTime at={ai.handedOverAt} />
        </Text>
        {mayWrite && (
          <Button
            size="compact-sm"
            variant="default"
            loading={setPaused.isPending}
            onClick={() => setPaused.mutate(false)}
          >
            {t("inbox.ai.answerAgain")}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
