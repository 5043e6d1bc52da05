import type { makeNoiseHandler } from "baileys";

type Logger = Parameters<typeof makeNoiseHandler>[0]["logger"];

function ignore(): void {}

/** The library's Signal code wants a logger; what it has to say is in the emulator's own log. */
export const QUIET_LOGGER: Logger = {
  level: "silent",
  child: () => QUIET_LOGGER,
  trace: ignore,
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
};
