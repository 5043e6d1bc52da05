import { useEffect, useState } from "react";

/** Counts down from what the server said, second by second, by this device's clock, which may be wrong but goes as fast. */
export function useSecondsLeft(secondsLeft: number, saidAtMs: number): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const passed = Math.max(0, Math.floor((nowMs - saidAtMs) / 1_000));
  return Math.max(0, secondsLeft - passed);
}
