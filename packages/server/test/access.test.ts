import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createAuth, SCOPES, type Scope, scopesOfRole, USER_ROLES, type UserRole } from "../src/domains/auth/index.ts";
import type { RegisteredRoute } from "../src/platform/http/index.ts";
import { createIds } from "../src/platform/ids.ts";
import { DECISIONS, type Decision, LOOKS_ONLY, PUBLIC_PATHS } from "./access-decisions.ts";
import { type SignedInUser, signInAs } from "./sign-in.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";

// Every route, many times over.
vi.setConfig({ testTimeout: 120_000 });

let app: TestApp;
const users = new Map<UserRole, SignedInUser>();
const keys = new Map<string, string>();

beforeAll(async () => {
  app = await startTestApp({ withChannel: false });
  for (const role of USER_ROLES) users.set(role, await signInAs(app, role));
});
afterAll(() => app[Symbol.asyncDispose]());

const nameOf = ({ method, url }: RegisteredRoute) => `${method} ${url}`;

/** HEAD is GET without the body, and Fastify's own doing. */
const apiRoutes = () =>
  app.routes.filter(({ method, url }) => url.startsWith("/api/v1/") && method !== "HEAD" && method !== "OPTIONS");

function decisionOn(route: RegisteredRoute): Decision {
  const decision = DECISIONS[route.operationId ?? ""];
  if (!decision) throw new Error(`${nameOf(route)} (${route.operationId}) has no line in test/access-decisions.ts`);
  return decision;
}

const scopeOf = ({ access }: RegisteredRoute) => (typeof access === "object" ? (access.scope as Scope) : undefined);

async function keyWith(name: string, scopes: readonly Scope[]): Promise<string> {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const auth = createAuth({ db: app.database.database.db, clock: app.clock, ids: createIds(app.clock) });
  const { key } = await auth.apiKeys.createApiKey({ name, scopes }, undefined);
  keys.set(name, key);
  return key;
}

const keyHeaders = async (name: string, scopes: readonly Scope[]) => ({
  authorization: `Bearer ${await keyWith(name, scopes)}`,
});
const keyOf = (scope: Scope) => keyHeaders(`only ${scope}`, [scope]);
const keyWithout = (scope: Scope) =>
  keyHeaders(
    `all but ${scope}`,
    SCOPES.filter((each) => each !== scope && each !== "admin"),
  );

/** What the routes of one's own account may end; the others go on with theirs. */
async function cookieOf(role: UserRole, route: RegisteredRoute): Promise<Record<string, string>> {
  const isOwn = /^\/api\/v1\/(me|session)(\/|$)/.test(route.url);
  const user = isOwn ? await signInAs(app, role) : users.get(role);
  return { ...user?.headers };
}

/** By the check of access, not by what the route itself thinks of an empty request about things that do not exist. */
const ACCESS_REFUSED = new Set([
  "api-key-missing",
  "api-key-invalid",
  "not-signed-in",
  "session-ended",
  "scope-missing",
  "user-needed",
  "foreign-origin",
  "too-many-wrong-keys",
]);
const NOBODYS_ID = "0190a1b2-0000-7000-8000-000000000000";

/** Really calls the route. "allowed", or the code of the refusal. */
async function tryRoute(
  { method, url }: Pick<RegisteredRoute, "method" | "url">,
  headers: Readonly<Record<string, string>>,
  base = app.url,
): Promise<string> {
  const path = url.replace(/:\w+/g, NOBODYS_ID);
  const hasBody = method !== "GET" && method !== "DELETE";
  const stop = new AbortController();
  const answer = await fetch(`${base}${path}`, {
    method,
    headers: { ...headers, ...(hasBody && { "content-type": "application/json" }) },
    ...(hasBody && { body: "{}" }),
    signal: stop.signal,
  });
  // Live updates never end.
  const isProblem = answer.headers.get("content-type")?.includes("problem+json");
  const { code } = isProblem ? ((await answer.json()) as { code: string }) : { code: "" };
  stop.abort();
  return ACCESS_REFUSED.has(code) ? code : "allowed";
}

function mayCall(role: UserRole, decision: Decision): boolean {
  const least = USER_ROLES.indexOf(decision as UserRole);
  return least === -1 || USER_ROLES.indexOf(role) <= least;
}

function expectedOfNobody(decision: Decision): string {
  if (decision === "anybody" || decision === "own-pages") return "allowed";
  return decision === "any-user" ? "not-signed-in" : "api-key-missing";
}

type Expectation = readonly [headers: Record<string, string>, verdict: string];

/** Calls each route with the headers given for it, and compares all verdicts at once. `same` counts as what was expected. */
async function compare(
  routes: readonly RegisteredRoute[],
  expectationOf: (route: RegisteredRoute) => Expectation | Promise<Expectation>,
  same: readonly string[] = [],
): Promise<void> {
  const actual: Record<string, string> = {};
  const expected: Record<string, string> = {};
  expect(routes.length).toBeGreaterThan(5);
  for (const route of routes) {
    const [headers, verdict] = await expectationOf(route);
    const found = await tryRoute(route, headers);
    actual[nameOf(route)] = same.includes(found) ? verdict : found;
    expected[nameOf(route)] = verdict;
  }
  expect(actual).toEqual(expected);
}

describe("every route", () => {
  it("of the API has an operation id, a decision, and no decision is without its route", () => {
    const ids = apiRoutes().map(({ operationId = "" }) => operationId);
    expect(apiRoutes().filter(({ operationId }) => operationId === undefined)).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    // Add what is missing to test/access-decisions.ts: who may call it?
    expect(ids.filter((id) => DECISIONS[id] === undefined)).toEqual([]);
    expect(Object.keys(DECISIONS).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("outside of the API's operations is one of the few that are for anybody", () => {
    const others = app.routes.filter(({ url }) => !url.startsWith("/api/v1/"));
    expect(others.length).toBeGreaterThan(3);
    for (const route of others) {
      expect(route.access, nameOf(route)).toBe("public");
      expect(
        PUBLIC_PATHS.some((pattern) => pattern.test(route.url)),
        nameOf(route),
      ).toBe(true);
    }
  });

  it("that changes something needs more than looking on, and is on record", () => {
    const changing = apiRoutes().filter(({ method }) => method !== "GET");
    const unrecorded = changing.filter(({ isAudited }) => !isAudited).map(({ operationId }) => operationId);
    expect(unrecorded.sort()).toEqual([...LOOKS_ONLY].sort());
    for (const route of changing.filter(({ isAudited }) => isAudited)) {
      expect(decisionOn(route), nameOf(route)).not.toBe("viewer");
      expect(route.access, nameOf(route)).not.toBe("public");
    }
  });

  it("takes who is signed out only where the decision is for anybody", async () => {
    await compare(apiRoutes(), (route) => [{}, expectedOfNobody(decisionOn(route))]);
    const origin = "https://evil.example";
    await compare(apiRoutes(), (route) => {
      const decision = decisionOn(route);
      return [{ origin }, decision === "own-pages" ? "foreign-origin" : expectedOfNobody(decision)];
    });
  });

  it.each(USER_ROLES)("takes the role %s, or refuses it, as decided", async (role) => {
    await compare(apiRoutes(), async (route) => {
      const isAllowed = mayCall(role, decisionOn(route));
      return [await cookieOf(role, route), isAllowed ? "allowed" : "scope-missing"];
    });
  });

  it("takes no cookie for a change from a page of others, whatever the role", async () => {
    const changing = apiRoutes().filter(({ method, access }) => method !== "GET" && access !== "public");
    const headers = { ...users.get("owner")?.headers, origin: "https://evil.example" };
    await compare(changing, () => [headers, "foreign-origin"]);
  });

  it("takes a key that has the scope and nothing else, and refuses one that has everything else", async () => {
    const scoped = apiRoutes().filter((route) => scopeOf(route) !== undefined);
    await compare(scoped, async (route) => [await keyOf(scopeOf(route) as Scope), "allowed"]);
    await compare(scoped, async (route) => [await keyWithout(scopeOf(route) as Scope), "scope-missing"]);
    await compare(scoped, () => [{ authorization: "Bearer chq_wrong" }, "api-key-invalid"], ["too-many-wrong-keys"]);
    const others = apiRoutes().filter((route) => scopeOf(route) === undefined);
    const admin = await keyOf("admin");
    await compare(others, (route) => [admin, decisionOn(route) === "any-user" ? "user-needed" : "allowed"]);
  });
});

describe("looking", () => {
  it("changes nothing: not a row differs after every GET was called by everybody", async () => {
    await using quiet = await startTestApp({ roles: ["http"], withChannel: false });
    const looking = quiet.routes.filter(({ method, url }) => method === "GET" && url.startsWith("/api/"));
    expect(looking.length).toBeGreaterThan(20);
    const callers = [await signInAs(quiet, "owner"), await signInAs(quiet, "viewer")].map(({ headers }) => headers);
    const before = await digestTables(quiet);
    for (const route of looking) {
      for (const headers of [...callers, {}]) await tryRoute(route, headers, quiet.url);
    }
    expect(await digestTables(quiet)).toEqual(before);
  });
});

/** Nodes say that they are alive, whatever is called. */
const ALIVE = ["nodes"];

async function digestTables({ database: { database } }: TestApp): Promise<Record<string, string>> {
  const tables = await database.pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables.rows.filter((table) => !ALIVE.includes(table.name))) {
    const { rows } = await database.pool.query(
      `select md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as digest from "${name}" t`,
    );
    digests[name] = rows[0].digest;
  }
  return digests;
}

describe("a role", () => {
  it("has each scope that some route it may call needs, and none that no route needs", () => {
    const needed = new Set(apiRoutes().map(scopeOf));
    for (const scope of SCOPES) expect(needed.has(scope) || scope === "admin", scope).toBe(true);
    for (const role of USER_ROLES) {
      const callable = apiRoutes().filter((route) => {
        const decision = decisionOn(route) as UserRole;
        return USER_ROLES.includes(decision) && USER_ROLES.indexOf(role) <= USER_ROLES.indexOf(decision);
      });
      const scopes = new Set(callable.map(scopeOf));
      expect(scopesOfRole(role).sort()).toEqual(
        [...new Set([...scopes, ...(role === "owner" ? ["admin"] : [])])].sort(),
      );
    }
  });
});
