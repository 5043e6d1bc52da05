import type { SocketConfig } from "baileys";
import type { Logger } from "../../platform/logger.ts";

type LibraryLogger = SocketConfig["logger"];

/** The library's log, as far as it is fit to be seen: its objects hold keys and messages, so only its sentences are kept. */
export function createLibraryLogger(logger: Logger): LibraryLogger {
  const tell = (first: unknown, second?: unknown) => {
    const sentence = typeof second === "string" ? second : first;
    if (typeof sentence === "string") logger.debug({ from: "whatsapp-web" }, sentence);
  };
  const ignore = () => undefined;
  const library: LibraryLogger = {
    level: "warn",
    child: () => library,
    trace: ignore,
    debug: ignore,
    info: ignore,
    warn: tell,
    error: tell,
  };
  return library;
}
