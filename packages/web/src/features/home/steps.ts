import type { QueryKey } from "@tanstack/react-query";
import type { ParseKeys } from "i18next";
import { api } from "../../app/api.ts";
import type { PagePath } from "../../app/page-path.ts";
import type { Scope } from "../../app/session.ts";

/** One step of the first days. A feature that belongs to them adds its own here. */
export interface FirstStep {
  readonly id: string;
  readonly title: ParseKeys;
  readonly text: ParseKeys;
  readonly to: PagePath;
  /** Shown to those who can do it. */
  readonly scope: Scope;
  /** Begins with what its state depends on: it is looked at anew whenever that changes. */
  readonly queryKey: QueryKey;
  readonly isDone: (signal: AbortSignal) => Promise<boolean>;
}

export const FIRST_STEPS: readonly FirstStep[] = [
  {
    id: "sandbox",
    title: "home.steps.sandbox.title",
    text: "home.steps.sandbox.text",
    to: "/sandbox",
    scope: "sandbox:write",
    queryKey: ["sandbox", "first-step"],
    isDone: hasWrittenInSandbox,
  },
  {
    id: "inbox",
    title: "home.steps.inbox.title",
    text: "home.steps.inbox.text",
    to: "/inbox",
    scope: "messages:send",
    queryKey: ["messages", "first-step"],
    isDone: async (signal) => (await api.messages.list({ source: "inbox", limit: 1 }, { signal })).items.length > 0,
  },
  {
    id: "rules",
    title: "home.steps.rules.title",
    text: "home.steps.rules.text",
    to: "/auto-replies",
    scope: "rules:write",
    queryKey: ["rules", "first-step"],
    isDone: hasChangedRules,
  },
  {
    id: "channel",
    title: "home.steps.channel.title",
    text: "home.steps.channel.text",
    to: "/channels/new",
    scope: "channels:write",
    queryKey: ["channels", "first-step"],
    isDone: async (signal) => (await api.channels.list({ signal })).items.some(({ kind }) => kind !== "sandbox"),
  },
  {
    id: "people",
    title: "home.steps.people.title",
    text: "home.steps.people.text",
    to: "/users",
    scope: "users:write",
    queryKey: ["users", "first-step"],
    isDone: async (signal) => (await api.users.list({ limit: 2 }, { signal })).items.length > 1,
  },
];

async function hasWrittenInSandbox(signal: AbortSignal): Promise<boolean> {
  const { items } = await api.channels.list({ signal });
  for (const { id, kind } of items) {
    if (kind !== "sandbox") continue;
    const chats = await api.sandbox.listChats({ channelId: id }, { signal });
    if (chats.items.some(({ lastMessage }) => lastMessage !== null)) return true;
  }
  return false;
}

/** Those of a new installation were all made at one moment, and not changed since. */
async function hasChangedRules(signal: AbortSignal): Promise<boolean> {
  const { items } = await api.rules.list({ signal });
  const moments = new Set(items.flatMap(({ createdAt, updatedAt }) => [createdAt, updatedAt]));
  return moments.size !== 1;
}
