import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PATHS = [
  process.env.CHASQUI_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The system's Chromium, which speaks to nobody by itself. @throws Error with one sentence when there is none */
export async function launchChromium(): Promise<Browser & AsyncDisposable> {
  const executablePath = PATHS.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) {
    throw new Error("Tests in a browser need Chromium: install it, or name the program in CHASQUI_CHROMIUM.");
  }
  const quiet = ["background-networking", "component-update", "sync", "quic", "gpu"].map((part) => `--disable-${part}`);
  const args = [...quiet, "--no-first-run", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  return chromium.launch({ executablePath, args });
}
