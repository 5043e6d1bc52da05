import { useLocation } from "@tanstack/react-router";

/** The token of a one-time link: it stands behind the #, which browsers send to nobody. */
export function useLinkToken(): string | undefined {
  const hash = useLocation({ select: (location) => location.hash });
  return new URLSearchParams(hash).get("token") ?? undefined;
}
