import type { GroupDetail } from "@chasqui/client";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePhoneFormat } from "../../components/phone-number.tsx";
import classes from "./participants.module.css";

type Participant = GroupDetail["participants"][number];

/** More are shown when somebody asks: a group may have a thousand. */
const SHOWN_AT_FIRST = 20;

/** Who is in a group, ourselves first. */
export function Participants({ participants }: { readonly participants: readonly Participant[] }) {
  const { t } = useTranslation();
  const formatPhone = usePhoneFormat();
  const [isAllShown, showAll] = useState(false);
  const shown = isAllShown ? participants : participants.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <ul className={classes.list}>
        {shown.map((participant, index) => {
          const { name, phone, role, isSelf, contactId } = participant;
          const number = phone === null ? undefined : formatPhone(phone);
          const title = isSelf ? t("groups.self") : (name ?? number ?? t("groups.hidden"));
          return (
            <li key={contactId ?? phone ?? index} className={classes.row}>
              <span className={classes.name}>{title}</span>
              {number !== undefined && number !== title && <span className={classes.number}>{number}</span>}
              {role !== "member" && <span className={classes.role}>{t(`groups.roles.${role}`)}</span>}
            </li>
          );
        })}
      </ul>
      {shown.length < participants.length && (
        <Button variant="default" onClick={() => showAll(true)} className={classes.more}>
          {t("groups.showAll", { count: participants.length })}
        </Button>
      )}
    </>
  );
}
