import type { Contact, ContactDetail } from "@chasqui/client";
import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { usePhoneFormat } from "../../components/phone-number.tsx";
import { useAction } from "../../components/use-action.ts";
import classes from "./panel.module.css";

const PAUSE_MS = 250;

/** Says that another contact is the same person. It can be undone. */
export function MergeDialog({ contact, onClose }: { readonly contact: ContactDetail; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const formatPhone = usePhoneFormat();
  const [search, setSearch] = useState("");
  const [wanted] = useDebouncedValue(search.trim(), PAUSE_MS);
  const found = useQuery({
    queryKey: ["contacts", "to-merge", wanted],
    queryFn: async ({ signal }) => api.contacts.list({ search: wanted, limit: 10 }, { signal }),
    enabled: wanted !== "",
    placeholderData: keepPreviousData,
  });
  const merge = useAction({
    run: (contactId: string) => api.contacts.merge(contact.id, { contactId }),
    changes: [["contacts"], ["conversations"]],
    done: () => t("inbox.panel.mergeDone"),
    onDone: onClose,
  });
  const others = wanted === "" ? [] : (found.data?.items.filter(({ id }) => id !== contact.id) ?? []);
  const describe = ({ name, identities }: Contact) => {
    const phone = identities.find(({ kind }) => kind === "phone")?.value;
    return [name, phone && formatPhone(phone)].filter(Boolean).join(" · ");
  };
  return (
    <Dialog opened onClose={onClose} title={t("inbox.panel.mergeTitle")}>
      <Stack gap="sm">
        <Text c="dimmed">{t("inbox.panel.mergeText", { name: contact.name ?? "" })}</Text>
        <TextInput
          data-autofocus
          aria-label={t("inbox.panel.mergeSearch")}
          placeholder={t("inbox.panel.mergeSearch")}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {wanted !== "" && found.isSuccess && others.length === 0 && <Text>{t("inbox.panel.mergeNone")}</Text>}
        {others.map((other) => (
          <div key={other.id} className={classes.fact}>
            <span>{describe(other)}</span>
            <Button
              size="compact-sm"
              variant="default"
              loading={merge.isPending && merge.variables === other.id}
              onClick={() => merge.mutate(other.id)}
            >
              {t("inbox.panel.mergeVerb")}
            </Button>
          </div>
        ))}
      </Stack>
    </Dialog>
  );
}
