import type { ConversationDetail } from "@chasqui/client";
import { Button, Text } from "@mantine/core";
import { IconTemplate } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RelativeTime } from "../../components/relative-time.tsx";
import classes from "./composer.module.css";
import { TemplateDialog } from "./template-dialog.tsx";

/** In place of the field while WhatsApp takes templates alone: why that is so, and the way to send one. */
export function TemplatesOnly({
  conversation,
  name,
}: {
  readonly conversation: ConversationDetail;
  readonly name: string;
}) {
  const { t } = useTranslation();
  const [isChoosing, setChoosing] = useState(false);
  const { expiresAt } = conversation.window;
  return (
    <div className={classes.closed}>
      <Text fw={500}>
        {t("inbox.templatesOnly.title")} {expiresAt !== null && <RelativeTime at={expiresAt} />}
      </Text>
      <Text size="sm" c="dimmed">
        {t("inbox.templatesOnly.text", { name })}
      </Text>
      <Button leftSection={<IconTemplate size={16} />} onClick={() => setChoosing(true)}>
        {t("inbox.templatesOnly.choose")}
      </Button>
      {isChoosing && <TemplateDialog conversation={conversation} name={name} onClose={() => setChoosing(false)} />}
    </div>
  );
}
