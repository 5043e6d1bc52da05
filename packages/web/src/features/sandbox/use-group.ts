import type { SandboxChat } from "@chasqui/client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { peopleQuery } from "./queries.ts";

export interface GroupSide {
  /** Of a group; of a person's chat nobody. */
  readonly members: readonly SandboxChat[];
  /** In a group: who writes. */
  readonly writer: SandboxChat | undefined;
  readonly setWriterId: (id: string) => void;
}

/** Who is in a group, and which of them holds the phone. */
export function useGroup(chat: SandboxChat): GroupSide {
  const people = useQuery({ ...peopleQuery(chat.channelId), enabled: chat.isGroup });
  const [writerId, setWriterId] = useState<string>();
  const members = chat.isGroup ? (people.data ?? []).filter(({ id }) => chat.memberIds.includes(id)) : [];
  const writer = members.find(({ id }) => id === writerId) ?? members[0];
  return { members, writer, setWriterId };
}
