import type { Channel, SandboxChat } from "@chasqui/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../app/api.ts";

/** What is read anew after anything done on the virtual phone. */
export const PHONE_CHANGES = [["sandbox"]] as const;

export const channelsQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: async ({ signal }) => api.channels.list({ signal }),
});

export function findSandboxes(channels: readonly Channel[]): Channel[] {
  return channels.filter(({ kind }) => kind === "sandbox");
}

/** Where lists of chats begin: the rest of the key is the channel. */
export const CHATS_KEY = ["sandbox", "chats"] as const;

export const chatQuery = (id: string) =>
  queryOptions({ queryKey: ["sandbox", "chat", id], queryFn: ({ signal }) => api.sandbox.getChat(id, { signal }) });

const MOST_PEOPLE = 1_000;

/** Whom a group can be made of, those used last first. */
export const peopleQuery = (channelId: string) =>
  queryOptions({
    queryKey: ["sandbox", "people", channelId],
    queryFn: async ({ signal }) => {
      const people: SandboxChat[] = [];
      for await (const chat of api.sandbox.listChats({ channelId, limit: 100 }, { signal })) {
        if (!chat.isGroup) people.push(chat);
        if (people.length === MOST_PEOPLE) break;
      }
      return people;
    },
  });

/** The follow-up that is pending in a conversation; null: none is. */
export const followUpQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ["conversations", conversationId, "follow-up"],
    queryFn: async ({ signal }) => {
      const { items } = await api.followUps.list({ conversationId, limit: 1 }, { signal });
      return items[0] ?? null;
    },
  });

const MOST_WAITING = 5;

/** What the business has written and not sent yet. */
export const waitingQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ["messages", "waiting", conversationId],
    queryFn: async ({ signal }) => {
      const query = { conversationId, direction: "outbound", state: "queued", limit: MOST_WAITING } as const;
      const { items } = await api.messages.list(query, { signal });
      return items;
    },
  });

/** What people call a chat. */
export function nameOf({ name, address }: Pick<SandboxChat, "name" | "address">): string {
  return name ?? address;
}
