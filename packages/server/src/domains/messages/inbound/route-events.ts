import { type ChannelKind, type InboundEvent, TranslationError } from "../../../channels/channel.ts";
import type { ChannelsService, InboundRoutes } from "../../../channels/channels.service.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { StoredEvent } from "./inbound.store.ts";

/** What a channel's platform reported, with the channel it is for. */
export interface RoutedEvent {
  readonly channelId: string;
  /** Within what the platform's person ids are valid. */
  readonly identityScope: string;
  readonly event: InboundEvent;
  readonly receivedAt: Date;
}

export interface Rejected {
  readonly id: string;
  readonly receivedAt: Date;
  readonly error: string;
}

/** How a translator names what it can't make sense of in an otherwise sound body. */
const MALFORMED = "malformed";

/** An event about an account as a whole, or one the core has no use for; `channelId` where it names a channel. */
export interface AccountEvent {
  readonly channelId: string | undefined;
  /** The platform's name for it, e.g. a Meta field. */
  readonly name: string;
  readonly raw: unknown;
  readonly occurredAt: Date | undefined;
  readonly receivedAt: Date;
}

export interface RoutedBatch {
  readonly routed: readonly RoutedEvent[];
  readonly accountEvents: readonly AccountEvent[];
  readonly rejected: readonly Rejected[];
  /** How many of the stored bodies this is. */
  readonly taken: number;
}

/** Translates stored bodies and finds the channel of each event in them. A body that can't be understood, or whose account is none of
 *  ours, is rejected whole: nothing of it has had an effect, so it can be replayed once mended.
 *  Bodies with more events about accounts than the limit in all are left for the next time.
 *  One with a senseless part is set aside too, for a person to see; what made sense in it is routed, and a replay repeats nothing. */
export async function routeEvents(
  tx: Tx,
  stored: readonly StoredEvent[],
  channels: ChannelsService,
  accountEventsLimit: number,
): Promise<RoutedBatch> {
  const routed: RoutedEvent[] = [];
  const accountEvents: AccountEvent[] = [];
  const rejected: Rejected[] = [];
  const routesOf = new Map<ChannelKind, InboundRoutes>();
  for (const kind of new Set(stored.map((one) => one.channelKind)))
    routesOf.set(kind, await channels.inboundRoutes(kind, { tx }));
  let taken = 0;
  for (const one of stored) {
    if (accountEvents.length >= accountEventsLimit) break;
    taken += 1;
    try {
      const events = translate(one, channels);
      let routes = routesOf.get(one.channelKind) as InboundRoutes;
      if (events.some((event) => event.channelAddress !== "" && !routes.byAddress.has(event.channelAddress))) {
        // Perhaps a channel that another node has just added.
        routes = await channels.inboundRoutes(one.channelKind, { fresh: true, tx });
        routesOf.set(one.channelKind, routes);
      }
      routed.push(...findChannels(one, events, routes));
      accountEvents.push(...findAccountEvents(one, events, routes));
      const malformed = events.filter((event) => event.kind === "other" && event.name === MALFORMED).length;
      if (malformed > 0)
        rejected.push({
          id: one.id,
          receivedAt: one.receivedAt,
          error: `${malformed} of ${events.length} events in it make no sense; the others had their effect.`,
        });
    } catch (error) {
      if (!(error instanceof TranslationError)) throw error;
      rejected.push({ id: one.id, receivedAt: one.receivedAt, error: error.message });
    }
  }
  return { routed, accountEvents, rejected, taken };
}

function translate(stored: StoredEvent, channels: ChannelsService): InboundEvent[] {
  const { webhook } = channels.driver(stored.channelKind);
  if (!webhook) throw new TranslationError(`A ${stored.channelKind} channel understands no webhooks.`);
  return webhook.translate(stored.body);
}

function findChannels(stored: StoredEvent, events: readonly InboundEvent[], routes: InboundRoutes): RoutedEvent[] {
  return events.flatMap((event) => {
    // About the account as a whole, see findAccountEvents.
    if (event.channelAddress === "") return [];
    const route = routes.byAddress.get(event.channelAddress);
    if (!route) {
      throw new TranslationError(
        `No channel is set up for the account ${event.channelAddress}. Add it, then replay this event.`,
      );
    }
    if (!route.signers.includes(stored.signer)) {
      throw new TranslationError(
        `This event for the account ${event.channelAddress} was signed with another channel's app secret.`,
      );
    }
    if (event.kind === "other") return [];
    const { channelId, identityScope } = route;
    return [{ channelId, identityScope, event, receivedAt: stored.receivedAt }];
  });
}

/** To be called after findChannels, which has checked who signed for a channel. */
function findAccountEvents(
  stored: StoredEvent,
  events: readonly InboundEvent[],
  routes: InboundRoutes,
): AccountEvent[] {
  return events.flatMap((event) =>
    event.kind === "other" && event.name !== MALFORMED
      ? [
          {
            channelId: routes.byAddress.get(event.channelAddress)?.channelId,
            name: event.name,
            raw: event.raw,
            occurredAt: event.occurredAt,
            receivedAt: stored.receivedAt,
          },
        ]
      : [],
  );
}
