import { isUnauthenticated, isUnreachable } from "@chasqui/client";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";

/** Live events say what has changed, so what was fetched stays good for a while; coming back to the page looks again anyway. */
const STALE_AFTER_MS = 30_000;

/** @param onSignedOut called when the server no longer knows who we are */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeSignedOut }),
    mutationCache: new MutationCache({ onError: noticeSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: STALE_AFTER_MS,
        // A refusal stays one. While the server is away the client has tried a few times itself; this is for longer.
        retry: (failures, error) => isUnreachable(error) && failures < 2,
      },
    },
  });

  function noticeSignedOut(error: Error): void {
    // Before anybody has signed in it says nothing new: a wrong password, for one.
    if (isUnauthenticated(error) && queryClient.getQueryData(["me"]) !== undefined) onSignedOut();
  }
  return queryClient;
}
