/** Answers waiting conversations, several at once, until none waits. Runs as one job for all nodes: it holds one of the queue's workers, however
 *  slow the provider is. */
import { type Clock, waitFor } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import type { Logger } from "../../platform/logger.ts";
import { LONGEST_GATHERING_MS } from "./ai-replies.rules.ts";
import { countOpen, findDueConversations, releaseAsking } from "./ai-replies.store.ts";
import type { AnswerConversation } from "./answer-conversation.ts";

interface Deps {
  db: Db;
  clock: Clock;
  logger: Logger;
  answerConversation: AnswerConversation;
}

const AT_ONCE = 8;
/** Longer than any provider is waited for. */
const LONGEST_ATTEMPT_MS = 150_000;
/** How soon what has come meanwhile is seen, as long as there is work. */
const LOOK_EVERY_MS = 200;

export function createWorker({ db, clock, logger, answerConversation }: Deps) {
  return async function work(signal: AbortSignal): Promise<void> {
    // Whoever had this job before is gone.
    await releaseAsking(db, clock.now());
    const active = new Map<string, Promise<void>>();

    function start(conversationId: string): void {
      const done = answerConversation(conversationId, signal)
        .catch((error: unknown) => logger.error({ err: error, conversationId }, "an AI reply could not be dealt with"))
        .then(() => void active.delete(conversationId));
      active.set(conversationId, done);
    }

    while (!signal.aborted) {
      const now = clock.now();
      // An attempt whose end could not be written down.
      await releaseAsking(db, new Date(now.getTime() - LONGEST_ATTEMPT_MS));
      const due = await findDueConversations(db, now, {
        gatheringSince: new Date(now.getTime() - LONGEST_GATHERING_MS),
        except: [...active.keys()],
        limit: AT_ONCE - active.size,
      });
      for (const conversationId of due) start(conversationId);
      if (active.size === 0 && (await countOpen(db)) === 0) return;
      await waitFor(clock, LOOK_EVERY_MS, signal);
    }
    await Promise.all(active.values());
    // Whatever is left is for the next run: this job is not done.
    throw new Error("stopped before every AI reply was dealt with");
  };
}
