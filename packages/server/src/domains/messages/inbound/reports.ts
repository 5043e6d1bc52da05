/** What the platform reports on our messages: ticks, failures, and what follows from them. */
import type { InboundStatusEvent, SendError } from "../../../channels/channel.ts";
import type { ChannelsService } from "../../../channels/channels.service.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { SourceKind } from "../outbox/lanes.rules.ts";
import * as outbox from "../outbox/outbox.store.ts";
import * as results from "../outbox/result.store.ts";
import { tellMessagesChanged } from "../outbox/tell-changed.ts";
import { applyEarlyChanges } from "./changes.ts";
import type { RoutedEvent } from "./route-events.ts";

export type RoutedStatus = RoutedEvent & { event: InboundStatusEvent };

/** How often a message is queued again because the platform, after accepting it, reported a passing failure. */
const MAX_RESENDS = 3;
/** An answer that would come later than this is better not given at all. */
const ANSWER_NOT_LATER_THAN_MS = 3_600_000;
const ANSWERS: ReadonlySet<SourceKind> = new Set(["autoreply", "follow-up", "inbox"]);

export function toReport({ channelId, event }: RoutedStatus, now: Date): results.StatusReport {
  return {
    channelId,
    providerId: event.providerId,
    messageId: event.messageId ?? null,
    status: event.status,
    at: event.occurredAt && event.occurredAt < now ? event.occurredAt : now,
    error: event.failure?.error ?? null,
    againAfterMs: againAfterMs(event.failure),
  };
}

const DEFAULT_AGAIN_MS = 30_000;
/** Whichever node sends on the channel knows by then that it has stopped. */
const UNTIL_STOPPED_MS = 5_000;

function againAfterMs(failure: InboundStatusEvent["failure"]): number | null {
  switch (failure?.kind) {
    case "retry":
    case "defer":
      return failure.afterMs ?? DEFAULT_AGAIN_MS;
    case "stop-channel":
      // No fault of the message: it waits until the channel is started again.
      return UNTIL_STOPPED_MS;
    default:
      return null;
  }
}

/** What the platform refused for a trouble of the whole channel, the latest of each: nothing more goes out until a person has mended it. */
export async function stopRefusedChannels(
  tx: Tx,
  statuses: readonly RoutedStatus[],
  reports: readonly results.MatchedReport[],
  channels: Pick<ChannelsService, "stopFor">,
): Promise<void> {
  const keyOf = (one: { channelId: string }, providerId: string) => `${one.channelId}\n${providerId}`;
  const reasons = new Map(
    statuses.flatMap((one) =>
      one.event.failure?.kind === "stop-channel"
        ? [[keyOf(one, one.event.providerId), one.event.failure.error] as const]
        : [],
    ),
  );
  const latest = new Map<string, { reason: SendError; sentAt: Date }>();
  for (const report of reports) {
    const reason = report.status === "failed" ? reasons.get(keyOf(report, report.providerId)) : undefined;
    const sentAt = report.dispatchedAt;
    if (reason === undefined || sentAt === null || report.foundId === null) continue;
    const known = latest.get(report.channelId);
    if (!known || sentAt > known.sentAt) latest.set(report.channelId, { reason, sentAt });
  }
  for (const [channelId, refusal] of latest) await channels.stopFor(tx, channelId, refusal);
}

/** The conversations whose queue these reports will change: to be locked before storeReports. */
export function conversationsToLock(reports: readonly results.MatchedReport[]): string[] {
  return reports.flatMap((report) =>
    report.conversationId !== null && (report.inOutbox || report.againAfterMs !== null) ? [report.conversationId] : [],
  );
}

export async function storeReports(tx: Tx, reports: readonly results.MatchedReport[], now: Date): Promise<void> {
  if (reports.length === 0) return;
  const found = reports.filter(
    (report): report is results.MatchedReport & { foundId: string } => report.foundId !== null,
  );
  await results.applyReports(tx, found);
  await results.keepEarlyReports(
    tx,
    reports.filter((report) => report.foundId === null),
    now,
  );
  const ending = found.filter((report) => report.inOutbox);
  if (ending.length > 0) {
    // Its send has not been recorded: until now nobody knew it by the platform's id.
    await applyEarlyChanges(tx, ending, now);
    // The platform reports on it, so it went out, whatever we knew of it.
    await results.deleteOutboxRows(
      tx,
      ending.map((report) => report.foundId),
    );
    const detail = { reason: { code: "reported", title: "The platform reported on it, so it went out." } };
    await outbox.insertMessageEvents(
      tx,
      ending.map((report) => ({ messageId: report.foundId, kind: "reconciled", detail })),
      now,
    );
  }
  await queueAgain(
    tx,
    found.filter((report) => report.againAfterMs !== null),
    now,
  );
  await outbox.promoteNext(tx, conversationsToLock(found), now);
  for (const [channelId, dispatchedAt] of latestDispatches(found))
    await results.noteProgress(tx, channelId, dispatchedAt);
  await tellMessagesChanged(
    tx,
    found.map(({ foundId, conversationId }) => ({ messageId: foundId, conversationId: conversationId as string })),
    now,
  );
}

/** The platform took a message and could not deliver it for a reason that passes: it certainly did not arrive, so sending it again is safe. */
async function queueAgain(
  tx: Tx,
  failed: ReadonlyArray<results.MatchedReport & { foundId: string }>,
  now: Date,
): Promise<void> {
  const delayOf = new Map(failed.map((report) => [report.foundId, report.againAfterMs ?? 0]));
  const candidates = await results.findResendable(tx, [...delayOf.keys()], MAX_RESENDS);
  const again = candidates
    .map((message) => ({ ...message, availableAt: new Date(now.getTime() + (delayOf.get(message.id) ?? 0)) }))
    .filter(
      (message) =>
        !ANSWERS.has(message.sourceKind) || message.availableAt.getTime() - now.getTime() <= ANSWER_NOT_LATER_THAN_MS,
    );
  await outbox.reopen(tx, again, now);
  const reason = {
    code: "platform-failed",
    title: "The platform took it but could not deliver it for a passing reason: it is sent again.",
  };
  const errorOf = new Map(failed.map((report) => [report.foundId, report.error]));
  const events = again.map(({ id, availableAt }) => ({
    messageId: id,
    kind: "retried",
    detail: { reason, error: errorOf.get(id), until: availableAt },
  }));
  await outbox.insertMessageEvents(tx, events, now);
}

function latestDispatches(reports: readonly results.MatchedReport[]): Map<string, Date> {
  const latest = new Map<string, Date>();
  for (const { channelId, dispatchedAt } of reports) {
    const known = latest.get(channelId);
    if (dispatchedAt && (!known || dispatchedAt > known)) latest.set(channelId, dispatchedAt);
  }
  return latest;
}

/** Messages the platform accepted and then could not deliver for their file's sake. */
export function refusedForMedia(
  reports: readonly results.MatchedReport[],
): Array<{ messageId: string; dispatchedAt: Date }> {
  return reports.flatMap(({ foundId, dispatchedAt, error, at }) =>
    foundId !== null && (error as SendError | null)?.concerns === "media"
      ? [{ messageId: foundId, dispatchedAt: dispatchedAt ?? at }]
      : [],
  );
}
