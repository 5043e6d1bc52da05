/** What of a browser the server sees: a page of its own that calls the API, and a jar of cookies. */
import type { ApiAnswer, TestApp } from "./start-test-app.ts";

export interface TestBrowser {
  /** Calls the API from a page of the server's own, keeping cookies; a header of undefined is left out. */
  api(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string | undefined>>,
  ): Promise<ApiAnswer>;
  readonly cookies: ReadonlyMap<string, string>;
  /** With all that was said of it. */
  readonly setCookies: readonly string[];
  setCookie(name: string, value: string): void;
}

export function createBrowser(app: Pick<TestApp, "url">, address?: string): TestBrowser {
  const cookies = new Map<string, string>();
  const setCookies: string[] = [];

  function keep(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) {
      setCookies.push(line);
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
  }

  return {
    cookies,
    setCookies,
    setCookie: (name, value) => void cookies.set(name, value),
    async api(method, path, body, more = {}) {
      const headers = {
        origin: new URL(app.url).origin,
        ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") }),
        ...(body !== undefined && { "content-type": "application/json" }),
        // The test is a proxy on this machine, which is believed.
        ...(address !== undefined && { "x-forwarded-for": address }),
        ...more,
      };
      const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
      const answer = await fetch(`${app.url}/api/v1${path}`, {
        method,
        headers: given,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      keep(answer);
      const text = await answer.text();
      return { status: answer.status, body: text === "" ? undefined : JSON.parse(text), headers: answer.headers };
    },
  };
}
