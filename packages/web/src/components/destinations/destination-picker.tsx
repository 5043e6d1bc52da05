import { CloseButton, Combobox, Loader, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPhone, IconUser, IconUsersGroup } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { describeError } from "../describe-error.ts";
import { usePhoneFormat } from "../phone-number.tsx";
import type { Destination, DestinationKind } from "./destination.ts";
import classes from "./destination-picker.module.css";
import { useTypedPhone } from "./typed-phone.ts";
import { useDestinations } from "./use-destinations.ts";

interface DestinationPickerProps {
  /** On which channel: groups are those of its account. */
  readonly channelId: string;
  readonly label: string;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  /** What may be chosen; default: all. */
  readonly kinds?: readonly DestinationKind[];
  readonly value: Destination | undefined;
  readonly onChange: (destination: Destination | undefined) => void;
}

const ALL: readonly DestinationKind[] = ["contact", "group", "phone"];
const PAUSE_MS = 250;

/** Chooses to whom messages go: a contact, a group, or a number that is typed. */
export function DestinationPicker(props: DestinationPickerProps) {
  const { channelId, label, description, error, kinds = ALL, value, onChange } = props;
  const { t } = useTranslation();
  const formatPhone = usePhoneFormat();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [typed, setTyped] = useState("");
  const [wanted] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const found = useDestinations(channelId, wanted === "" ? undefined : wanted, kinds);
  const phone = useTypedPhone(kinds.includes("phone") ? typed : "");
  const options = new Map<string, Destination>();
  const offer = (key: string, destination: Destination): string => {
    options.set(key, destination);
    return key;
  };
  const shown = value === undefined ? typed : nameOf(value);

  function nameOf(destination: Destination): string {
    return destination.kind === "phone" ? formatPhone(destination.phone) : destination.name || t("fields.nameless");
  }
  function choose(destination: Destination | undefined): void {
    onChange(destination);
    setTyped("");
    combobox.closeDropdown();
  }
  function type(text: string): void {
    if (value !== undefined) onChange(undefined);
    setTyped(text);
    combobox.openDropdown();
  }
  const { selectFirstOption, resetSelectedOption } = combobox;
  /** What stands in the list was found for an earlier text. A number is read from the text itself. */
  const isOutdated = typed.trim() !== wanted && phone.kind !== "phone";
  // Enter takes what stands first: never somebody found for something else.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something else was found
  useEffect(() => {
    if (isOutdated) resetSelectedOption();
    else if (typed !== "") selectFirstOption();
  }, [found.groups, found.contacts, phone.kind, isOutdated]);

  const isEmpty = found.contacts.length + found.groups.length === 0 && phone.kind === "none";
  return (
    <Combobox store={combobox} onOptionSubmit={(key) => choose(options.get(key))}>
      <Combobox.Target withExpandedAttribute autoComplete="off">
        <TextInput
          aria-autocomplete="list"
          label={label}
          description={description}
          error={error}
          placeholder={t("destinations.placeholder")}
          value={shown}
          leftSection={value && <KindIcon kind={value.kind} />}
          rightSection={
            value !== undefined ? (
              <CloseButton size="sm" aria-label={t("destinations.clear")} onClick={() => choose(undefined)} />
            ) : (
              found.isSearching && combobox.dropdownOpened && <Loader size={16} aria-hidden />
            )
          }
          onChange={(event) => type(event.currentTarget.value)}
          onClick={() => combobox.openDropdown()}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={value !== undefined}>
        <Combobox.Options mah={240} className={classes.options} aria-label={label}>
          {phone.kind === "phone" && (
            <Combobox.Option value={offer(phone.phone, phone)} className={classes.option}>
              <KindIcon kind="phone" />
              <span className={classes.name}>{t("destinations.toNumber", { phone: formatPhone(phone.phone) })}</span>
            </Combobox.Option>
          )}
          {found.groups.length > 0 && (
            <Combobox.Group label={t("destinations.groups")}>
              {found.groups.map(({ group, obstacle }) => (
                <Combobox.Option
                  key={group.groupId}
                  value={offer(group.groupId, group)}
                  disabled={obstacle !== undefined}
                  className={classes.option}
                >
                  <KindIcon kind="group" />
                  <span className={classes.name}>{nameOf(group)}</span>
                  <span className={classes.aside}>
                    {obstacle === undefined
                      ? t("destinations.participants", { count: group.participantCount })
                      : t("destinations.forAdmins")}
                  </span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          )}
          {found.contacts.length > 0 && (
            <Combobox.Group label={t("destinations.contacts")}>
              {found.contacts.map((contact) => (
                <Combobox.Option
                  key={contact.contactId}
                  value={offer(contact.contactId, contact)}
                  className={classes.option}
                >
                  <KindIcon kind="contact" />
                  <span className={classes.name}>{nameOf(contact)}</span>
                  <span className={classes.aside}>{contact.phone !== null && formatPhone(contact.phone)}</span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          )}
        </Combobox.Options>
        {/* Not in the list: a listbox holds options alone. */}
        <div role="status">
          {phone.kind === "no-country" && <Combobox.Empty>{t("destinations.noCountry")}</Combobox.Empty>}
          {found.error !== null && <Combobox.Empty>{describeError(found.error, t).title}</Combobox.Empty>}
          {isEmpty && found.error === null && (
            <Combobox.Empty>{t(found.isSearching ? "common.loading" : "destinations.none")}</Combobox.Empty>
          )}
        </div>
      </Combobox.Dropdown>
    </Combobox>
  );
}

const ICONS = { contact: IconUser, group: IconUsersGroup, phone: IconPhone } as const;

function KindIcon({ kind }: { readonly kind: DestinationKind }) {
  const Icon = ICONS[kind];
  return <Icon size={16} stroke={1.6} aria-hidden />;
}
