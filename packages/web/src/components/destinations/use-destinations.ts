import { useQuery } from "@tanstack/react-query";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import type { Destination, DestinationKind } from "./destination.ts";

export type ContactDestination = Extract<Destination, { kind: "contact" }>;

export interface GroupChoice {
  readonly group: Extract<Destination, { kind: "group" }>;
  /** Why nothing can be written in it. */
  readonly obstacle: string | undefined;
}

export interface FoundDestinations {
  readonly contacts: readonly ContactDestination[];
  readonly groups: readonly GroupChoice[];
  readonly isSearching: boolean;
  readonly error: Error | null;
}

const SHOWN = 8;
/** The same each time, so that nothing seems to have changed. */
const NO_CONTACTS: readonly ContactDestination[] = [];
const NO_GROUPS: readonly GroupChoice[] = [];

/** Contacts and groups of a channel whose name, or number, has what is searched for; without a search, some. */
export function useDestinations(
  channelId: string,
  search: string | undefined,
  kinds: readonly DestinationKind[],
): FoundDestinations {
  const maySeeContacts = useCan("contacts:read");
  const maySeeGroups = useCan("channels:read");
  const query = { limit: SHOWN, ...(search !== undefined && { search }) };
  const contacts = useQuery({
    queryKey: ["contacts", "destinations", search],
    enabled: maySeeContacts && kinds.includes("contact"),
    queryFn: async ({ signal }) => {
      const { items } = await api.contacts.list(query, { signal });
      return items.map(({ id, name, identities }): ContactDestination => {
        const phone = identities.find(({ kind }) => kind === "phone")?.value ?? null;
        return { kind: "contact", contactId: id, name: name ?? phone ?? "", phone };
      });
    },
  });
  const groups = useQuery({
    queryKey: ["groups", "destinations", channelId, search],
    enabled: maySeeGroups && kinds.includes("group"),
    queryFn: async ({ signal }) => {
      const { items } = await api.channels.listGroups(channelId, query, { signal });
      return items.map(
        ({ id, subject, participantCount, obstacle }): GroupChoice => ({
          group: { kind: "group", groupId: id, name: subject, participantCount },
          obstacle: obstacle?.code,
        }),
      );
    },
  });
  return {
    contacts: contacts.data ?? NO_CONTACTS,
    groups: groups.data ?? NO_GROUPS,
    isSearching: contacts.isFetching || groups.isFetching,
    error: contacts.error ?? groups.error,
  };
}
