import type { SandboxChat } from "@chasqui/client";
import { useDocumentVisibility } from "@mantine/hooks";
import { useEffect } from "react";
import { api } from "../../app/api.ts";
import { useAction } from "../../components/use-action.ts";
import { PHONE_CHANGES } from "./queries.ts";

/** Has the person read what arrives, as one does who looks at a chat. */
export function useReadAtOnce({ id, unreadCount }: SandboxChat, isOn: boolean): void {
  const visibility = useDocumentVisibility();
  const { mutate, isPending, isError } = useAction({ run: () => api.sandbox.readChat(id), changes: PHONE_CHANGES });
  const isDue = isOn && unreadCount > 0 && visibility === "visible" && !isPending && !isError;
  useEffect(() => {
    if (isDue) mutate();
  }, [isDue, mutate]);
}
