/** `npm run screenshots`: pictures of every page, to be looked at by people. No part of `npm test`. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("../../..", import.meta.url).pathname,
    include: ["packages/web/test/screenshots.ts"],
    globalSetup: ["packages/web/test/global-setup.ts"],
    pool: "forks",
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
