import { IconUser } from "@tabler/icons-react";
import { usePhoneFormat } from "../phone-number.tsx";
import classes from "./message.module.css";
import type { Card } from "./message-content.rules.ts";

/** Contacts that somebody passed on. */
export function ContactCards({ cards }: { readonly cards: readonly Card[] }) {
  const formatPhone = usePhoneFormat();
  return cards.map(({ name, organization, phones, emails }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the cards of a message never change their places
    <span key={index} className={classes.card}>
      <IconUser size={22} stroke={1.5} aria-hidden />
      <span className={classes.cardLines}>
        <span className={classes.strong}>{name}</span>
        {organization !== undefined && <span>{organization}</span>}
        {phones.map((phone) => (
          <a key={phone} href={`tel:${phone.replace(/[^\d+]/g, "")}`} className={classes.plainLink}>
            {formatPhone(phone)}
          </a>
        ))}
        {emails.map((email) => (
          <a key={email} href={`mailto:${email}`} className={classes.plainLink}>
            {email}
          </a>
        ))}
      </span>
    </span>
  ));
}
