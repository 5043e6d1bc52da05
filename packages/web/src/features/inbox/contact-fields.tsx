import type { ContactDetail } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import classes from "./panel.module.css";
import { PanelSection } from "./panel-section.tsx";

/** Language, time zone and the fields of our own. */
export function ContactFields({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const facts: Array<[string, string]> = [
    ...(contact.language === null ? [] : [[t("inbox.panel.language"), contact.language] as [string, string]]),
    ...(contact.timezone === null ? [] : [[t("inbox.panel.timezone"), contact.timezone] as [string, string]]),
    ...Object.entries(contact.fields).map(([name, value]): [string, string] => [name, String(value)]),
  ];
  if (facts.length === 0) return null;
  return (
    <PanelSection title={t("inbox.panel.fields")}>
      {facts.map(([name, value]) => (
        <div key={name} className={classes.fact}>
          <span>{name}</span>
          <span className={classes.value}>{value}</span>
        </div>
      ))}
    </PanelSection>
  );
}
