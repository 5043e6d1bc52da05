/** The whole product as a person meets it: the real server with its database, the built web app, a real browser. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { startTestApp, type TestApp, type TestAppOptions } from "../../server/test/start-test-app.ts";
import { launchChromium } from "./chromium.ts";
import { type RoleName, signIn } from "./people.ts";
import { watchPage } from "./watch-page.ts";

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

export interface VisitOptions {
  /** Who is signed in already; left out: nobody. */
  readonly as?: RoleName;
  readonly size?: { readonly width: number; readonly height: number };
  readonly theme?: "light" | "dark";
  readonly language?: "en" | "es" | "pt";
  /** Errors in the browser's console that belong to what is tested, such as a refused request. Any other fails the test. */
  readonly expectConsole?: readonly RegExp[];
}

export interface WebTest extends AsyncDisposable {
  /** The server, its clock, its emulator, its API. */
  readonly app: TestApp;
  readonly browser: Browser;
  /** A browser window of its own, with cookies of its own. When it is disposed of, it fails the test if the page asked anybody but this
   *  server for anything, broke the content security policy, or wrote an error to the console. */
  visit(options?: VisitOptions): Promise<Visit>;
}

export interface Visit extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Goes to a path of the app and waits until its page is there: no skeleton is left. */
  goTo(path: string): Promise<void>;
  /** Fails with what was found so far, for visits that last longer than one test. */
  check(): void;
}

export async function startWebTest(options: TestAppOptions = {}): Promise<WebTest> {
  await using undo = new AsyncDisposableStack();
  const app = undo.use(await startTestApp(options));
  const browser = await launchChromium();
  undo.defer(() => browser.close());

  /** One session a role is enough for all visits. */
  const cookies = new Map<RoleName, Awaited<ReturnType<BrowserContext["cookies"]>>>();
  async function letIn(context: BrowserContext, role: RoleName): Promise<void> {
    const known = cookies.get(role);
    if (known) return context.addCookies(known);
    await signIn(app, context, role);
    cookies.set(role, await context.cookies());
  }

  async function visit(visitOptions: VisitOptions = {}): Promise<Visit> {
    const context = await browser.newContext({
      baseURL: app.url,
      viewport: visitOptions.size ?? DESKTOP,
      colorScheme: visitOptions.theme ?? "light",
      locale: visitOptions.language ?? "en",
      timezoneId: "Europe/Madrid",
      reducedMotion: "reduce",
      isMobile: (visitOptions.size?.width ?? DESKTOP.width) < 600,
      hasTouch: (visitOptions.size?.width ?? DESKTOP.width) < 600,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    if (visitOptions.as !== undefined) await letIn(context, visitOptions.as);
    const page = await context.newPage();
    const findings = await watchPage(page, app.url, visitOptions.expectConsole ?? []);
    function check(): void {
      const found = findings.splice(0);
      if (found.length > 0) throw new Error(`The page did what it must not:\n${found.join("\n")}`);
    }
    return {
      page,
      context,
      check,
      async goTo(path) {
        await page.goto(path);
        await page.locator("h1").first().waitFor();
        await page.locator(".mantine-Skeleton-root").first().waitFor({ state: "detached" });
      },
      async [Symbol.asyncDispose]() {
        await context.close();
        check();
      },
    };
  }

  const running = undo.move();
  return { app, browser, visit, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
