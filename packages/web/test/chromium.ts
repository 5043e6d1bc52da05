import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** The headless shell first: the same browser without the window around the page, which costs more than the page does. */
const PLACES = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser of this machine; nothing is downloaded. @throws Error with one sentence on what to install */
export function findChromium(): string {
  const asked = process.env.CHASQUI_CHROMIUM;
  const found = (asked === undefined ? PLACES : [asked]).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    asked === undefined
      ? "The web app is tested in Chromium, which is not installed: install your system's package (Debian: apt-get install chromium-headless-shell, or chromium), or set CHASQUI_CHROMIUM to its path."
      : `CHASQUI_CHROMIUM names ${asked}, and there is no such file: set it to the path of a Chromium.`,
  );
}

/** Knows no host but this machine: not even the browser's own services can be reached. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--disable-sync",
      "--disable-background-networking",
      "--disable-component-update",
      "--no-first-run",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
      // It refuses to sandbox what root runs.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
}
