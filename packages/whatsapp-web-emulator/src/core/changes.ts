/** Says that something has changed, so that whoever waits for a condition looks again. */
export interface Changes {
  announce(): void;
  /**
   * Resolves with the first value of `probe` that is neither `undefined` nor `false`, looked at now and after every change.
   * @throws Error after `timeoutMs` of real time, naming `what` was waited for
   */
  waitFor<T>(probe: () => T | undefined | false, what: string, timeoutMs?: number): Promise<T>;
}

const DEFAULT_TIMEOUT_MS = 10_000;

export function createChanges(): Changes {
  const listeners = new Set<() => void>();
  return {
    announce() {
      for (const listener of [...listeners]) listener();
    },
    waitFor(probe, what, timeoutMs = DEFAULT_TIMEOUT_MS) {
      return new Promise((resolve, reject) => {
        function look(): void {
          let value: ReturnType<typeof probe>;
          try {
            value = probe();
          } catch (error) {
            finish();
            reject(error);
            return;
          }
          if (value === undefined || value === false) return;
          finish();
          resolve(value);
        }
        function finish(): void {
          clearTimeout(timer);
          listeners.delete(look);
        }
        const timer = setTimeout(() => {
          finish();
          reject(new Error(`Waited ${timeoutMs} ms in vain for ${what}`));
        }, timeoutMs);
        listeners.add(look);
        look();
      });
    },
  };
}
