/** What events say about people: who a sender is, new numbers and ids, and whether they want marketing. */
import type {
  InboundEchoEvent,
  InboundIdentityEvent,
  InboundMessageEvent,
  InboundPreferenceEvent,
  InboundSender,
} from "../../../channels/channel.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { ContactsService, Identity, Person, Resolution } from "../../contacts/index.ts";
import { lidAddress } from "../outbox/recipient.rules.ts";
import { readdressConversations } from "./changes.store.ts";
import type { RoutedEvent } from "./route-events.ts";

function toPerson(sender: InboundSender, identityScope: string): Person {
  return {
    identities: identitiesOf(sender, identityScope),
    displayName: sender.displayName,
    username: sender.username,
  };
}

/** The most trusted first: a business-scoped id belongs to one person, a phone number can change hands. */
function identitiesOf(sender: InboundSender, scope: string): Identity[] {
  const identities: Identity[] = [];
  if (sender.bsuid !== undefined) identities.push({ kind: "bsuid", scope, value: sender.bsuid });
  if (sender.lid !== undefined) identities.push({ kind: "lid", scope: "", value: sender.lid });
  if (sender.phone !== undefined) identities.push({ kind: "phone", scope: "", value: sender.phone });
  return identities;
}

/** The person on the other side; undefined: we wrote to a group. */
function personOf(event: InboundMessageEvent | InboundEchoEvent): InboundSender | undefined {
  if (event.kind === "message") return event.from;
  return event.group === undefined ? event.to : undefined;
}

/** The contacts of those on the other side, in the order of the events. */
export async function resolvePeople(
  tx: Tx,
  routed: ReadonlyArray<{ readonly event: InboundMessageEvent | InboundEchoEvent; readonly identityScope: string }>,
  contacts: ContactsService,
): Promise<{ contactIds: Array<string | undefined>; moved: Resolution["moved"] }> {
  const people = routed.map(({ event, identityScope }) => {
    const person = personOf(event);
    return person && toPerson(person, identityScope);
  });
  const known = people.filter((person) => person !== undefined);
  const { contactIds, moved } = await contacts.resolve(tx, known);
  const found = contactIds.values();
  return { contactIds: people.map((person) => person && found.next().value), moved };
}

/** Where a message belongs: a group, or the conversation with a person. */
export function placeOf(
  event: InboundMessageEvent | InboundEchoEvent,
  contactId: string | undefined,
): { address: string; contactId: string | null; isGroup: boolean } {
  if (event.group !== undefined) return { address: event.group, contactId: null, isGroup: true };
  return { address: addressOf(personOf(event) ?? {}), contactId: contactId ?? null, isGroup: false };
}

/** How a conversation with this person is addressed. */
function addressOf(sender: InboundSender): string {
  const address = sender.phone ?? sender.bsuid ?? (sender.lid === undefined ? undefined : lidAddress(sender.lid));
  if (address === undefined) throw new Error("a sender has neither phone nor id");
  return address;
}

export async function applyIdentityChanges(
  tx: Tx,
  changes: ReadonlyArray<RoutedEvent & { event: InboundIdentityEvent }>,
  contacts: ContactsService,
): Promise<void> {
  for (const { event, identityScope } of changes) {
    const former = identitiesOf(event.former, identityScope);
    const contactId = await contacts.changeIdentities(tx, former, identitiesOf(event.current, identityScope));
    if (event.current.phone !== undefined && event.former.phone !== undefined) {
      await readdressConversations(tx, contactId, event.former.phone, event.current.phone);
    }
  }
}

export async function applyPreferences(
  tx: Tx,
  preferences: ReadonlyArray<RoutedEvent & { event: InboundPreferenceEvent }>,
  contacts: ContactsService,
): Promise<void> {
  if (preferences.length === 0) return;
  const { contactIds } = await contacts.resolve(
    tx,
    preferences.map(({ event, identityScope }) => toPerson(event.from, identityScope)),
  );
  for (const [index, { event }] of preferences.entries()) {
    const contactId = contactIds[index] as string;
    if (event.wantsMarketing) await contacts.liftSuppression(tx, contactId, "marketing");
    else
      await contacts.suppress(
        tx,
        contactId,
        "marketing",
        event.detail ?? "The contact asked WhatsApp for no more marketing messages.",
      );
  }
}
