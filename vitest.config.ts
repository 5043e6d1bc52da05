import { defineConfig } from "vitest/config";

/** Test files of a process share the modules it has loaded: loading them anew for each took an eighth of the time. What a file changes in its
 *  process, it must change back, or it must be the same for all. */
const SHARED = { pool: "forks", isolate: false } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "server",
          include: ["packages/server/{src,test}/**/*.test.ts"],
          globalSetup: ["packages/server/test/global-setup.ts"],
          ...SHARED,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "web",
          include: ["packages/web/{src,test}/**/*.test.ts"],
          globalSetup: ["packages/web/test/global-setup.ts"],
          ...SHARED,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        test: {
          name: "graph-emulator",
          include: ["packages/graph-emulator/{src,test}/**/*.test.ts"],
          ...SHARED,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "whatsapp-web-emulator",
          include: ["packages/whatsapp-web-emulator/{src,test}/**/*.test.ts"],
          ...SHARED,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "client",
          include: ["packages/client/{src,test}/**/*.test.ts"],
          globalSetup: ["packages/server/test/global-setup.ts"],
          ...SHARED,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
    // Two cores carry the tests, PostgreSQL, Chromium and the emulators together: two workers left them idle for two fifths of the time, and with
    // four, tests that wait for a browser or kill servers sometimes waited in vain.
    maxWorkers: 3,
  },
});
