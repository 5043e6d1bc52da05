import type { AiReply } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { usePhoneFormat } from "../../components/phone-number.tsx";

/** What a contact is called: by name, else by number. */
export function useContactName(): (row: Pick<AiReply, "contact">) => string {
  const { t } = useTranslation();
  const formatPhone = usePhoneFormat();
  return ({ contact }) => contact?.name ?? (contact?.phone == null ? t("fields.nameless") : formatPhone(contact.phone));
}
