/** The limits of one channel, kept where messages are taken to be sent: in that transaction it is judged and counted, so the figures are
 *  exact whatever crashes, and whoever owns the channel. */
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { findSamePersons } from "../contacts/index.ts";
import {
  type DueRow,
  findAcquaintances,
  findDueRows,
  passesLimited,
  putOff,
  type SendGuard,
  type Verdict,
} from "../messages/index.ts";
import { type DayUse, type Hit, judge, type LimitPlan, type LimitState } from "./limits.rules.ts";
import * as store from "./limits.store.ts";
import { explainHit } from "./reasons.rules.ts";

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly channelId: string;
  readonly readPlan: (row: store.LimitsRow, now: Date) => LimitPlan;
  /** Where nothing is limited: not asked again until then, or until it is told that something changed. By the clock's monotonicMs. */
  readonly idle: { untilMs(): number; restUntil(ms: number): void };
}

/** Another node may have turned limits on, and its NOTIFY been lost. */
const IDLE_MS = 5_000;
/** In one transaction, a lane. Replies are taken in between. */
const PUT_OFF_AT_ONCE = 2_000;

export function createLimitsGuard({ db, clock, channelId, readPlan, idle }: Deps): SendGuard {
  return {
    name: "limits",
    async check(messages, tx, now) {
      const verdicts = new Map<string, Verdict>();
      if (clock.monotonicMs() < idle.untilMs()) return verdicts;
      const row = await store.lockLimits(tx, channelId, now);
      const plan = readPlan(row, now);
      if (!plan.settings.isOn && (plan.coldStoppedUntil ?? now) <= now) {
        idle.restUntil(clock.monotonicMs() + IDLE_MS);
        return verdicts;
      }
      const { date } = plan.day;
      const use: { -readonly [Field in keyof DayUse]: DayUse[Field] } = {
        ...(await store.findDayUse(tx, channelId, date)),
      };
      const state = { ...plan, use };
      const facts = await look(tx, channelId, date, messages);
      const uses: store.Use[] = [];
      const newToday = new Set<string>();
      for (const message of messages) {
        const { person, isNewPerson, isStranger, isCounted } = facts(message);
        const isNew = isNewPerson && !newToday.has(person);
        const limited = { ...message, isStranger, isNewPerson: isNew, isCounted };
        const hit = judge(limited, state, now);
        if (hit) {
          verdicts.set(message.messageId, {
            kind: "defer",
            ...describe(hit, state),
            othersMayPass: passesLimited(message.lane),
          });
          continue;
        }
        if (isCounted) continue;
        use.messages += 1;
        if (isNew) {
          use.newPeople += 1;
          newToday.add(person);
        }
        uses.push({ messageId: message.messageId, person, isNewPerson: isNew });
      }
      await store.addUses(tx, channelId, date, uses);
      return verdicts;
    },

    putOffAlike: (now) =>
      runInTransaction(db, async (tx) => {
        const due = await findDueRows(tx, channelId, now, PUT_OFF_AT_ONCE);
        if (due.length === 0) return;
        const row = await store.findLimits(tx, channelId);
        const plan = readPlan(row, now);
        const state = { ...plan, use: await store.findDayUse(tx, channelId, plan.day.date) };
        const facts = await look(tx, channelId, plan.day.date, due);
        const held = due.flatMap((one) => {
          // As things stand: what may still go is not counted here but when it goes.
          const hit = judge({ ...one, ...facts(one) }, state, now);
          return hit ? [{ ...one, ...describe(hit, state) }] : [];
        });
        if (held.length > 0) await putOff(tx, held, now);
      }),
  };
}

function describe(hit: Hit, state: LimitState) {
  const movesExpiry = hit.code === "limit-quiet-hours";
  return { until: hit.until, isLimit: true, movesExpiry, reason: explainHit(hit, state) };
}

type Looked = Pick<DueRow, "messageId" | "conversationId" | "isGroup" | "contactId" | "lastInboundAt">;

interface Facts {
  /** Who it goes to, whatever the address. */
  readonly person: string;
  readonly isStranger: boolean;
  readonly isNewPerson: boolean;
  readonly isCounted: boolean;
}

/** What messages have to do with the people they go to. Of those who have written nothing more is asked. */
async function look(
  tx: Tx,
  channelId: string,
  date: string,
  messages: readonly Looked[],
): Promise<(message: Looked) => Facts> {
  const counted = await store.findCounted(
    tx,
    channelId,
    date,
    messages.map(({ messageId }) => messageId),
  );
  const unheard = messages.filter(({ isGroup, lastInboundAt }) => !isGroup && lastInboundAt === null);
  const same =
    unheard.length === 0
      ? []
      : await findSamePersons(tx, [...new Set(unheard.flatMap(({ contactId }) => contactId ?? []))]);
  const persons = new Map<string, { id: string; contactIds: string[] }>();
  for (const { contactId, personId, sameId } of same) {
    const person = persons.get(contactId) ?? { id: personId, contactIds: [] };
    person.contactIds.push(sameId);
    persons.set(contactId, person);
  }
  const personOf = ({ contactId }: Looked) =>
    contactId === null ? undefined : (persons.get(contactId) ?? { id: contactId, contactIds: [contactId] });
  const keyOf = (message: Looked) => personOf(message)?.id ?? message.contactId ?? message.conversationId;
  const conversations = new Map(
    unheard.map((one) => [
      one.conversationId,
      { conversationId: one.conversationId, contactIds: personOf(one)?.contactIds ?? [] },
    ]),
  );
  const known = new Map(
    (await findAcquaintances(tx, channelId, [...conversations.values()])).map((one) => [one.conversationId, one]),
  );
  const people = await (unheard.length === 0
    ? new Set<string>()
    : store.findCountedPeople(tx, channelId, date, [...new Set(unheard.map(keyOf))]));
  return (message) => {
    const person = keyOf(message);
    const acquaintance = known.get(message.conversationId);
    const isStranger = !message.isGroup && message.lastInboundAt === null && acquaintance?.hasWritten !== true;
    const isNewPerson = isStranger && acquaintance?.wasReached !== true && !people.has(person);
    return { person, isStranger, isNewPerson, isCounted: counted.has(message.messageId) };
  };
}
