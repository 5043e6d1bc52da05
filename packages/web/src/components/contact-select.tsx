import { type ComboboxItem, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { usePhoneFormat } from "./phone-number.tsx";

interface ContactSelectProps {
  readonly label: string;
  readonly description?: ReactNode;
  /** The contact's id; undefined: none is chosen. */
  readonly value: string | undefined;
  readonly onChange: (contactId: string | undefined) => void;
  /** What stands there while none is chosen. */
  readonly placeholder: string;
}

const PAUSE_MS = 250;
const SHOWN = 20;

/** Chooses one contact by name or number. */
export function ContactSelect({ label, description, value, onChange, placeholder }: ContactSelectProps) {
  const { t } = useTranslation();
  const formatPhone = usePhoneFormat();
  const [typed, setTyped] = useState("");
  const [wanted] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const [chosen, setChosen] = useState<ComboboxItem>();
  // What stands in the field after a choice is its name, and no search.
  const search = wanted === "" || wanted === chosen?.label ? undefined : wanted;
  const contacts = useQuery({
    queryKey: ["contacts", "choice", search],
    queryFn: ({ signal }) =>
      api.contacts
        .list({ limit: SHOWN, ...(search !== undefined && { search }) }, { signal })
        .then(({ items }) => items),
  });
  const found = (contacts.data ?? []).map(({ id, name, identities }) => {
    const phone = identities.find(({ kind }) => kind === "phone")?.value;
    const number = phone === undefined ? undefined : formatPhone(phone);
    return { value: id, label: [name, number].filter((part) => part != null).join(" · ") || t("fields.nameless") };
  });
  const isGone = chosen !== undefined && chosen.value === value && !found.some((item) => item.value === value);
  return (
    <Select
      label={label}
      description={description}
      placeholder={placeholder}
      clearable
      searchable
      value={value ?? null}
      onChange={(next, item) => {
        setChosen(item ?? undefined);
        onChange(next ?? undefined);
      }}
      searchValue={typed}
      onSearchChange={setTyped}
      data={isGone ? [chosen, ...found] : found}
      // The server has searched, also through what is not shown.
      filter={({ options }) => options}
      nothingFoundMessage={t(contacts.isFetching ? "common.loading" : "fields.noContact")}
    />
  );
}
