/** Writes as contacts do, at an even pace, and tells when each message was posted, by the sender's phone. */
import { measured, serveOneTask } from "./measure.ts";
import { buildSignedWebhook, contactPhone, type WebhookTask } from "./webhook-bodies.ts";

export interface LatencyProbeTask extends WebhookTask {
  readonly url: string;
  readonly perSecond: number;
}

serveOneTask(async (task: LatencyProbeTask) => {
  const postedAt: Record<string, number> = {};
  const posts: Promise<void>[] = [];
  const result = await measured(async () => {
    const beginsAt = performance.now();
    for (let index = 0; index < task.count; index++) {
      const dueIn = beginsAt + (index * 1000) / task.perSecond - performance.now();
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueIn)));
      posts.push(post(task, index, postedAt));
    }
    await Promise.all(posts);
  });
  return { ...result, postedAt };
});

async function post(task: LatencyProbeTask, index: number, postedAt: Record<string, number>): Promise<void> {
  const { body, signature } = buildSignedWebhook(task, index);
  postedAt[`+${contactPhone(index % task.contacts)}`] = performance.timeOrigin + performance.now();
  const answer = await fetch(task.url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-hub-signature-256": signature },
    body,
  });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`a webhook was answered ${answer.status}`);
}
