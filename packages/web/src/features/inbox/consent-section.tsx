import type { ContactDetail } from "@chasqui/client";
import { Button, Group, Radio, Stack, Text, Textarea } from "@mantine/core";
import { IconBan, IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { Dialog } from "../../components/dialog.tsx";
import { findText } from "../../components/find-text.ts";
import { FormProblem } from "../../components/form-problem.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { useAction } from "../../components/use-action.ts";
import classes from "./panel.module.css";
import { PanelSection } from "./panel-section.tsx";
import { channelsQuery } from "./queries.ts";

type Suppression = ContactDetail["suppressions"][number];
const CHANGED = [["contacts"], ["conversations", "one"]] as const;
const LEAST_REASON = 3;

/** What the contact must not be sent, since when and why; a person may say so, and lift it. */
export function ConsentSection({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const mayWrite = useCan("contacts:write");
  const { data: channels } = useQuery(channelsQuery);
  const [isAdding, setAdding] = useState(false);
  const [lifted, lift] = useState<Suppression>();
  const nameScope = (scope: string) =>
    findText(`inbox.consent.scopes.${scope}`) ??
    t("inbox.consent.onChannel", { name: channels?.items.find(({ id }) => id === scope)?.name ?? "" });
  return (
    <PanelSection
      title={t("inbox.consent.title")}
      action={
        mayWrite && (
          <Button size="compact-xs" variant="subtle" onClick={() => setAdding(true)}>
            {t("inbox.consent.add")}
          </Button>
        )
      }
    >
      {contact.suppressions.length === 0 && (
        <span className={classes.consent}>
          <IconCircleCheck size={16} aria-hidden /> {t("inbox.consent.none")}
        </span>
      )}
      {contact.suppressions.map((one) => (
        <div key={one.scope} className={classes.suppression}>
          <span className={classes.consent} data-tone="stopped">
            <IconBan size={16} aria-hidden /> {nameScope(one.scope)}
          </span>
          <span className={classes.faint}>
            {one.reason} · <RelativeTime at={one.since} />
          </span>
          {mayWrite && (
            <Button size="compact-xs" variant="default" onClick={() => lift(one)}>
              {t("inbox.consent.lift")}
            </Button>
          )}
        </div>
      ))}
      {isAdding && <SuppressDialog contactId={contact.id} onClose={() => setAdding(false)} />}
      {lifted && (
        <LiftDialog
          contactId={contact.id}
          scope={lifted.scope}
          name={nameScope(lifted.scope)}
          onClose={() => lift(undefined)}
        />
      )}
    </PanelSection>
  );
}

function SuppressDialog({ contactId, onClose }: { readonly contactId: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [scope, setScope] = useState<"all" | "marketing">("marketing");
  const [reason, setReason] = useState("");
  const save = useAction({
    run: () => api.contacts.suppress(contactId, { scope, reason }),
    changes: CHANGED,
    done: () => t("inbox.consent.added"),
    onDone: onClose,
    onProblem: () => undefined,
  });
  return (
    <Dialog opened onClose={onClose} title={t("inbox.consent.addTitle")}>
      <Stack gap="md">
        <FormProblem error={save.error} />
        <Text c="dimmed">{t("inbox.consent.addText")}</Text>
        <Radio.Group value={scope} onChange={(value) => setScope(value === "all" ? "all" : "marketing")}>
          <Stack gap="xs">
            <Radio value="marketing" label={t("inbox.consent.scopes.marketing")} />
            <Radio value="all" label={t("inbox.consent.scopes.all")} />
          </Stack>
        </Radio.Group>
        <ReasonField reason={reason} onChange={setReason} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button disabled={reason.trim().length < LEAST_REASON} loading={save.isPending} onClick={() => save.mutate()}>
            {t("inbox.consent.addVerb")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function LiftDialog(props: {
  readonly contactId: string;
  readonly scope: string;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { contactId, scope, name, onClose } = props;
  const [reason, setReason] = useState("");
  const save = useAction({
    run: () => api.contacts.liftSuppression(contactId, scope, { reason }),
    changes: CHANGED,
    done: () => t("inbox.consent.liftedToast"),
    onDone: onClose,
    onProblem: () => undefined,
  });
  return (
    <Dialog opened onClose={onClose} title={t("inbox.consent.liftTitle")}>
      <Stack gap="md">
        <FormProblem error={save.error} />
        <Text c="dimmed">{t("inbox.consent.liftText", { what: name })}</Text>
        <ReasonField reason={reason} onChange={setReason} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button disabled={reason.trim().length < LEAST_REASON} loading={save.isPending} onClick={() => save.mutate()}>
            {t("inbox.consent.liftVerb")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function ReasonField({ reason, onChange }: { readonly reason: string; readonly onChange: (reason: string) => void }) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t("inbox.consent.reason")}
      description={t("inbox.consent.reasonHint")}
      autosize
      minRows={2}
      maxLength={500}
      value={reason}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
