import type { MessageExplanation } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { TextLink } from "../../components/links.tsx";

/** The way to what a message was sent by, where there is a page for it. */
export function SourceLink({ source: { link } }: { readonly source: NonNullable<MessageExplanation["source"]> }) {
  const { t } = useTranslation();
  const mayReadUsers = useCan("users:read");
  const mayReadKeys = useCan("api-keys:read");
  if (link?.kind === "user" && mayReadUsers) {
    return (
      <TextLink to="/users/$userId" params={{ userId: link.id }} underline="always">
        {t("explanation.look")}
      </TextLink>
    );
  }
  if (link?.kind === "api-key" && mayReadKeys)
    return (
      <TextLink to="/api-keys" underline="always">
        {t("explanation.look")}
      </TextLink>
    );
  return null;
}
