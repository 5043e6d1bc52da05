import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useAction } from "../../components/use-action.ts";

/** What people do with a session. */
export function useSessionActions(channelId: string) {
  const { t } = useTranslation();
  const changes = [["channels"]];
  const logOut = useAction({
    run: () => api.channels.logOut(channelId),
    changes,
    done: () => t("channels.session.logOutDone"),
  });
  // biome-ignore lint/correctness/useHookAtTopLevel: a call of the API that is no hook, whatever its name begins with
  const takeBack = useAction({ run: () => api.channels.useHere(channelId), changes });
  return { logOut, takeBack };
}

/** Asks for codes: a picture, or with a number one to type. `onProblem` where a form shows it itself. */
export function usePair(channelId: string, onProblem?: (error: Error) => void) {
  return useAction({
    run: (phone: string | undefined) => api.channels.pair(channelId, phone === undefined ? {} : { phone }),
    changes: [["channels"]],
    ...(onProblem && { onProblem }),
  });
}

export function useStopPairing(channelId: string) {
  return useAction({ run: () => api.channels.stopPairing(channelId), changes: [["channels"]] });
}
