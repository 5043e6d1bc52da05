import type { BrowserContext } from "playwright-core";
import type { TestApp } from "../../server/test/start-test-app.ts";

export type RoleName = "owner" | "manager" | "agent" | "viewer";

export const PASSWORD = "four unrelated words walked home";
const NAMES = { owner: "Olivia Owner", manager: "Marco Manager", agent: "Ana Agent", viewer: "Vera Viewer" } as const;

export function emailOf(role: RoleName): string {
  return `${role}@shop.example`;
}

/** Signs a browser in as somebody with that role, who is let in first where they are not there yet. */
export async function signIn(app: TestApp, context: BrowserContext, role: RoleName): Promise<void> {
  const call = (method: "POST", path: string, data: object) =>
    context.request.fetch(`/api/v1${path}`, { method, data, headers: { origin: app.url } });
  const isIn = await call("POST", "/session", { email: emailOf(role), password: PASSWORD });
  if (isIn.ok()) return;
  const answer =
    role === "owner"
      ? await call("POST", "/setup", {
          token: tokenOf(app.setupUrl ?? ""),
          name: NAMES.owner,
          email: emailOf(role),
          password: PASSWORD,
        })
      : await call("POST", "/invitations/accept", { token: await invite(app, role), password: PASSWORD });
  if (!answer.ok()) throw new Error(`signing in as ${role}: ${answer.status()} ${await answer.text()}`);
}

async function invite(app: TestApp, role: RoleName): Promise<string> {
  const { status, body } = await app.api("POST", "/users", { name: NAMES[role], email: emailOf(role), role });
  if (status !== 201) throw new Error(`inviting ${role}: ${status} ${JSON.stringify(body)}`);
  return tokenOf(body.invitation.url);
}

/** The token of a one-time link. */
export function tokenOf(url: string): string {
  return new URLSearchParams(new URL(url).hash.slice(1)).get("token") ?? "";
}
