import { isProblem, isUnreachable } from "@chasqui/client";
import { QueryClient } from "@tanstack/react-query";

/** Live events say what has changed, so what was fetched stays good for a while; coming back to the page looks again anyway. */
const STALE_AFTER_MS = 30_000;
const TRIES_WHILE_UNREACHABLE = 2;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_AFTER_MS,
        // A refusal stays one. The client itself has repeated what may be repeated.
        retry: (failures, error) => isUnreachable(error) && !isProblem(error) && failures < TRIES_WHILE_UNREACHABLE,
      },
    },
  });
}
