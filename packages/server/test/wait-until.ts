import { setTimeout as pause } from "node:timers/promises";

/** Waits for a condition, looking every few milliseconds; fails with the last state when it does not come true in real time. */
export async function waitUntil<T>(
  look: () => Promise<T> | T,
  isMet: (value: T) => boolean,
  limitMs = 10_000,
): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const value = await look();
    if (isMet(value)) return value;
    if (performance.now() > deadline)
      throw new Error(`not within ${limitMs} ms; the last state was ${JSON.stringify(value)}`);
    await pause(5);
  }
}
