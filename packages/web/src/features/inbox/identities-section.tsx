import type { ContactDetail } from "@chasqui/client";
import { Button, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { CopyableId } from "../../components/copyable-id.tsx";
import { useAction } from "../../components/use-action.ts";
import { MergeDialog } from "./merge-dialog.tsx";
import classes from "./panel.module.css";
import { PanelSection } from "./panel-section.tsx";

const CHANGED = [["contacts"], ["conversations"]] as const;

/** Every way to address a contact, and the contacts that turned out to be the same person. */
export function IdentitiesSection({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const mayWrite = useCan("contacts:write");
  const [isMerging, setMerging] = useState(false);
  const split = useAction({
    run: (contactId: string) => api.contacts.split(contact.id, { contactId }),
    changes: CHANGED,
    done: () => t("inbox.panel.splitDone"),
  });
  return (
    <PanelSection
      title={t("inbox.panel.identities")}
      action={
        mayWrite && (
          <Button size="compact-xs" variant="subtle" onClick={() => setMerging(true)}>
            {t("inbox.panel.merge")}
          </Button>
        )
      }
    >
      {contact.identities.map(({ kind, scope, value }) => (
        <div key={`${kind} ${scope} ${value}`} className={classes.identity}>
          <span className={classes.faint}>{t(`inbox.panel.kinds.${kind}`)}</span>
          <CopyableId value={value} />
        </div>
      ))}
      {contact.merged.map(({ id, name, identities }) => (
        <div key={id} className={classes.merged}>
          <span>{t("inbox.panel.mergedWith", { name: name ?? identities[0]?.value ?? "" })}</span>
          {mayWrite && (
            <UnstyledButton className={classes.linkButton} onClick={() => split.mutate(id)}>
              {t("inbox.panel.split")}
            </UnstyledButton>
          )}
        </div>
      ))}
      {isMerging && <MergeDialog contact={contact} onClose={() => setMerging(false)} />}
    </PanelSection>
  );
}
