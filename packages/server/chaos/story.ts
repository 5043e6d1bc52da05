import type { Evidence } from "./witness.ts";

/** All that is known of one message, in the order it happened. */
export function tellStory(messageId: string, { ledger, database, accepted, faultedSends }: Evidence): string[] {
  const steps: Array<{ at: number; text: string }> = [];
  const tell = (at: number | Date, text: string) => steps.push({ at: Number(at), text });
  const sends = database.sends.filter((send) => send.messageId === messageId);
  for (const { at, attempt, epoch } of sends) tell(at, `attempt ${attempt} begun under epoch ${epoch}`);
  for (const one of database.decisions)
    if (one.messageId === messageId) tell(one.at, `${one.kind} ${JSON.stringify(one.detail ?? {}).slice(0, 300)}`);
  for (const one of accepted)
    if (one.bizOpaqueCallbackData === messageId)
      tell(one.acceptedAt, `accepted by the emulator as ${one.wamid} (${one.status})`);
  for (const at of faultedSends.get(messageId) ?? []) tell(at, "the emulator cut the call off or answered 5xx");
  const from = Math.min(...steps.map((step) => step.at)) - 1_000;
  const until = Math.max(...steps.map((step) => step.at)) + 1_000;
  for (const { kind, node, at, until: end } of ledger.disturbances)
    if (end >= from && at <= until) tell(at, `(${kind} ${node ?? ""}, over at ${time(end)})`);
  for (const { epoch, at } of database.owners) {
    const owner = ledger.owners.find((one) => one.epoch === epoch);
    if (Number(at) >= from && Number(at) <= until)
      tell(at, `(epoch ${epoch} begins: ${owner?.node ?? "nobody who said so"})`);
  }
  const message = database.messages.find((one) => one.id === messageId);
  const now = message ? `${message.state}, outbox: ${message.outboxState ?? "left"}` : "not in the database";
  return [...steps.sort((a, b) => a.at - b.at).map(({ at, text }) => `${time(at)} ${text}`), `in the end: ${now}`];
}

function time(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(11, 23) : "the end";
}
