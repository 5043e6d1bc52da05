import type { Channel } from "@chasqui/client";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useAction } from "../../components/use-action.ts";

interface AddOptions {
  readonly onProblem: (error: Error) => void;
  /** What follows before its page is opened. */
  readonly beforeOpening?: (id: string) => Promise<unknown>;
}

/** Adds a channel and opens its page. */
export function useAdd(kind: Channel["kind"], { onProblem, beforeOpening }: AddOptions) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return useAction({
    async run(channel: { name: string; config: Record<string, unknown> }) {
      const added = await api.channels.create({ kind, ...channel });
      await beforeOpening?.(added.id);
      return added;
    },
    changes: [["channels"]],
    onDone: ({ id }) => navigate({ to: "/channels/$channelId", params: { channelId: id } }),
    done: ({ name }) => t("channels.addDone", { name }),
    onProblem,
  });
}
