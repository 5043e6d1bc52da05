/** People who are signed in to a test app, for tests of what people do. */
import { createAuth, type UserRole } from "../src/domains/auth/index.ts";
import type { Clock } from "../src/platform/clock.ts";
import { SESSION_COOKIE } from "../src/platform/http/index.ts";
import { createIds } from "../src/platform/ids.ts";
import type { ApiAnswer, TestApp } from "./start-test-app.ts";

export interface SignedInUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: UserRole;
  /** For a browser: `context.addCookies([{ ...user.cookie, url: app.url }])`. */
  readonly cookie: { readonly name: string; readonly value: string };
  /** What a page of the server's own sends with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Calls the API as a page of the server's own does. */
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
}

const PASSWORD = "turquoise lamp on tuesday";
let madeUsers = 0;

/** Makes a user with this role and signs them in. The first owner made ends the set-up. */
export async function signInAs(
  app: Pick<TestApp, "url" | "database"> & { readonly clock: Clock },
  role: UserRole = "owner",
): Promise<SignedInUser> {
  madeUsers += 1;
  const name = `${role[0]?.toUpperCase()}${role.slice(1)} ${madeUsers}`;
  const email = `${role}-${madeUsers}@example.com`;
  const auth = createAuth({ db: app.database.database.db, clock: app.clock, ids: createIds(app.clock) });
  const { user, link } = await auth.users.invite({ name, email, role }, undefined);
  const browser = { address: "127.0.0.1", userAgent: "tests", knownToken: undefined };
  const { token } = await auth.accounts.usePasswordLink(
    "invitation",
    { token: link.token, password: PASSWORD },
    browser,
  );
  const headers = () => ({ cookie: `${SESSION_COOKIE}=${token}`, origin: new URL(app.url).origin });
  return {
    id: user.id,
    name,
    email,
    password: PASSWORD,
    role,
    cookie: { name: SESSION_COOKIE, value: token },
    get headers() {
      return headers();
    },
    async api(method, path, body, more = {}) {
      const answer = await fetch(`${app.url}/api/v1${path}`, {
        method,
        headers: { ...headers(), ...(body === undefined ? {} : { "content-type": "application/json" }), ...more },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === "" ? undefined : JSON.parse(text), headers: answer.headers };
    },
  };
}
