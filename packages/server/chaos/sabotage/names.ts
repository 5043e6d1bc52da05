/** Safeguards that can be taken out of the server, to show that the run notices. */
export const SABOTAGES = ["none", "fencing", "dedupe", "idempotency", "recovery", "blind-resend"] as const;
export type Sabotage = (typeof SABOTAGES)[number];

export function isSabotage(text: string): text is Sabotage {
  return (SABOTAGES as readonly string[]).includes(text);
}
