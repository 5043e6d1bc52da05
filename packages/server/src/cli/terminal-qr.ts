import { encodeQR } from "qr";

/** Colours of their own, black on white: cameras want it so, and nobody knows whether the terminal is dark or light. */
const BLACK_AND_WHITE = "\u001b[38;5;231;48;5;16m";
const RESET = "\u001b[0m";
const QUIET_ZONE = 2;

/** A QR code in half blocks, two rows of it in each line, as small as can be: a screen is clean, so little correction is enough. */
export function drawTerminalQr(text: string): { readonly lines: readonly string[]; readonly columns: number } {
  const drawn = encodeQR(text, "ascii", { border: QUIET_ZONE, ecc: "low" }).trimEnd().split("\n");
  return { lines: drawn.map((line) => `${BLACK_AND_WHITE}${line}${RESET}`), columns: drawn[0]?.length ?? 0 };
}
