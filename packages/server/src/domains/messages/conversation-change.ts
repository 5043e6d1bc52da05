/** Carries out what a person changes about conversations, all in the caller's transaction, and records what others should know of. */
import type { Actor } from "../../platform/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { TagsService } from "../contacts/index.ts";
import * as store from "./conversation-changes.store.ts";
import { AssigneeUnfit } from "./messages.errors.ts";

/** undefined: stays as it is. */
export interface ConversationChange {
  readonly isOpen?: boolean | undefined;
  /** null: to nobody. */
  readonly assignedUserId?: string | null | undefined;
  readonly isRead?: boolean | undefined;
  readonly addTagId?: string | undefined;
  readonly removeTagId?: string | undefined;
}

export interface ChangeDeps {
  readonly tags: Pick<TagsService, "lock">;
  /** Whether conversations can be somebody's: a user who is there, and may answer in them. */
  readonly isAssignable: (tx: Tx, userId: string) => Promise<boolean>;
}

interface Step {
  readonly tx: Tx;
  readonly ids: readonly string[];
  readonly actor: Actor;
  readonly now: Date;
}

/** The conversations must be locked. Answers with those that are different now.
 *  @throws AssigneeUnfit, TagUnknown */
export async function applyChange(step: Step, change: ConversationChange, deps: ChangeDeps): Promise<string[]> {
  const { tx, ids, now } = step;
  const changed = [
    ...(change.isOpen === undefined ? [] : await turn(step, change.isOpen)),
    ...(change.assignedUserId === undefined ? [] : await assign(step, change.assignedUserId, deps)),
  ];
  if (change.addTagId !== undefined) {
    await deps.tags.lock(tx, change.addTagId);
    changed.push(...(await store.addTagToConversations(tx, ids, change.addTagId)));
  }
  if (change.removeTagId !== undefined)
    changed.push(...(await store.removeTagFromConversations(tx, ids, change.removeTagId)));
  if (change.isRead === true) changed.push(...(await store.markRead(tx, ids)));
  if (change.isRead === false) changed.push(...(await store.markUnread(tx, ids, now)));
  return [...new Set(changed)];
}

async function turn({ tx, ids, actor, now }: Step, isOpen: boolean): Promise<string[]> {
  const turned = await (isOpen ? store.openConversations : store.closeConversations)(tx, ids, now);
  await store.insertConversationEvents(tx, turned, { kind: isOpen ? "opened" : "closed", actor }, now);
  return turned;
}

async function assign({ tx, ids, actor, now }: Step, userId: string | null, deps: ChangeDeps): Promise<string[]> {
  if (userId !== null && !(await deps.isAssignable(tx, userId))) throw new AssigneeUnfit();
  const assigned = await store.assignConversations(tx, ids, userId);
  const kind = userId === null ? "unassigned" : "assigned";
  await store.insertConversationEvents(tx, assigned, { kind, actor, userId }, now);
  return assigned;
}
