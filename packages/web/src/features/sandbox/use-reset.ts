import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useAction } from "../../components/use-action.ts";

/** Empties a virtual phone, and the business's side of it. */
export function useReset(channelId: string | undefined) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useAction({
    run: () => api.sandbox.reset(channelId === undefined ? {} : { channelId }),
    async onDone() {
      queryClient.removeQueries({ queryKey: ["sandbox"] });
      await navigate({ to: "/sandbox", search: (before) => before });
    },
    done: () => t("sandbox.reset.done"),
  });
}
