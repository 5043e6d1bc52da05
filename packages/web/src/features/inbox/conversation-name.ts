import type { Conversation } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { usePhoneFormat } from "../../components/phone-number.tsx";

/** What a conversation is called: the group's name, or the contact's, else the number, else that it is a group. */
export function useConversationName(): (
  conversation: Pick<Conversation, "contact" | "group" | "address" | "isGroup">,
) => string {
  const { t } = useTranslation();
  const formatPhone = usePhoneFormat();
  return ({ contact, group, address, isGroup }) => {
    if (group?.subject) return group.subject;
    if (contact?.name) return contact.name;
    if (isGroup) return t("inbox.group");
    return formatPhone(contact?.phone ?? address);
  };
}
