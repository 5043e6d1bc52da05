/** The library that speaks WhatsApp Web. It is large: it is loaded once a channel needs it, so that nobody else pays for it. */
export type Wa = typeof import("baileys");

let loading: Promise<Wa> | undefined;

export function loadWa(): Promise<Wa> {
  loading ??= import("baileys").then((wa) => {
    silenceSignal();
    return wa;
  });
  return loading;
}

/** How what libsignal prints begins. */
const NOISE = [
  "Closing session:",
  "Closing open session",
  "Opening session:",
  "Session already",
  "Session error:",
  "Removing old closed session:",
  "Migrating session to:",
  "V1 session storage",
  "Failed to decrypt message",
  "Decrypted message with closed session",
  "WARNING: Expected pubkey",
  "Unhandled bucket type",
];

/** libsignal tells the console of sessions, keys included. Nothing of that is anybody's to read. */
function silenceSignal(): void {
  const { console } = globalThis;
  for (const name of ["log", "info", "warn", "error"] as const) {
    const original = console[name].bind(console);
    console[name] = (...parts: unknown[]) => {
      const [first] = parts;
      if (typeof first === "string" && NOISE.some((beginning) => first.startsWith(beginning))) return;
      original(...parts);
    };
  }
}
