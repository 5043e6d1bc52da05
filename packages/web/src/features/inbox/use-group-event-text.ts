import type { GroupEvent } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { asSentence } from "../../components/as-sentence.ts";
import { usePhoneFormat } from "../../components/phone-number.tsx";
import { useFormat } from "../../components/use-format.ts";

type Person = GroupEvent["people"][number];

/** What happened in a group, as a sentence. */
export function useGroupEventText(): (event: GroupEvent) => string {
  const { t } = useTranslation();
  const { list } = useFormat();
  const formatPhone = usePhoneFormat();
  const nameOf = ({ isSelf, name, phone }: Person) =>
    isSelf ? t("inbox.groupEvents.us") : (name ?? (phone === null ? t("inbox.member") : formatPhone(phone)));
  return ({ change, people, by, subject }) => {
    const isAlone = people.length === 1 && people[0] !== undefined && by !== null && isSame(people[0], by);
    const names = { by: by && nameOf(by), people: list(people.map(nameOf)), subject, count: people.length };
    // Who leaves, or joins by a link, does so alone.
    const text =
      by === null || isAlone
        ? t(`inbox.groupEvents.byItself.${change}`, names)
        : t(`inbox.groupEvents.${change}`, names);
    return asSentence(text);
  };
}

function isSame(one: Person, other: Person): boolean {
  if (one.isSelf || other.isSelf) return one.isSelf && other.isSelf;
  return one.phone !== null ? one.phone === other.phone : one.contactId !== null && one.contactId === other.contactId;
}
