import { List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "../../components/detail.tsx";
import { type AiValues, hostOf } from "./ai-form.rules.ts";

/** What leaves this server, and to whom: said plainly, before anybody turns it on. */
export function SentSection({ values }: { readonly values: AiValues }) {
  const { t } = useTranslation();
  const host = hostOf(values);
  const isEndpoint = values.provider === "http-endpoint";
  return (
    <Section title={t("aiReplies.sent.title")}>
      <Text>{host === undefined ? t("aiReplies.sent.nobody") : t("aiReplies.sent.to", { host })}</Text>
      <List size="sm" spacing={4}>
        <List.Item>{t("aiReplies.sent.prompt")}</List.Item>
        <List.Item>{t("aiReplies.sent.messages", { count: values.contextMessages || 0 })}</List.Item>
        <List.Item>{t(isEndpoint ? "aiReplies.sent.contactToEndpoint" : "aiReplies.sent.contactInPrompt")}</List.Item>
        <List.Item>{t("aiReplies.sent.noFiles")}</List.Item>
      </List>
      <Text size="sm" c="dimmed">
        {t(isEndpoint ? "aiReplies.sent.signed" : "aiReplies.sent.key")}
      </Text>
    </Section>
  );
}
