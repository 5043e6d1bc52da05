/** What every load generator does: take one task, do it, answer with its own share of the processor. */
import { availableParallelism } from "node:os";

export function serveOneTask<T, R extends object>(work: (task: T) => Promise<R>): void {
  process.once("message", (task) => {
    work(task as T).then(
      (answer) => process.send?.(answer),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}

/** Times `work` and tells this process's share of all cores meanwhile. */
export async function measured(work: () => Promise<void>): Promise<{ seconds: number; cpuPercent: number }> {
  process.send?.("begin");
  const before = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { seconds, cpuPercent: Math.round(((user + system) / 1e6 / seconds / availableParallelism()) * 100) };
}
