import { isUnauthenticated, type Me } from "@chasqui/client";
import { type QueryClient, queryOptions, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import i18next from "i18next";
import { api } from "./api.ts";
import { changeLanguage, isLanguage, type Language } from "./languages.ts";

export type Scope = Me["scopes"][number];

const FIVE_MINUTES_MS = 5 * 60_000;

/** Who is signed in. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => api.me.get({ signal }),
  staleTime: FIVE_MINUTES_MS,
});

/** For pages within the shell: somebody is signed in there. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether the user may do something. What they may not do is not offered to them; the server refuses it anyway. */
export function useCan(scope: Scope): boolean {
  return useMe().scopes.includes(scope);
}

/** Lets through who is signed in, in their language; others go to sign in, or to hear how Chasqui is set up. */
export async function requireSession(queryClient: QueryClient, goingTo: string): Promise<void> {
  try {
    const me = await queryClient.fetchQuery(meQuery);
    if (isLanguage(me.language) && me.language !== i18next.language) await changeLanguage(me.language);
  } catch (error) {
    if (!isUnauthenticated(error)) throw error;
    const { isNeeded } = await api.setup.get();
    if (isNeeded) throw redirect({ to: "/setup", replace: true });
    throw redirect({ to: "/sign-in", search: goingTo === "/" ? {} : { next: goingTo }, replace: true });
  }
}

/** Forgets all that was shown to somebody else and remembers who has come in. */
export function rememberSignedIn(queryClient: QueryClient, me: Me): void {
  queryClient.clear();
  queryClient.setQueryData(meQuery.queryKey, me);
}

/** Changes the language here, and of the account of whoever is signed in. */
export function useLanguageChoice(): (language: Language) => Promise<void> {
  const queryClient = useQueryClient();
  return async (language) => {
    const me = queryClient.getQueryData(meQuery.queryKey);
    // First, or the next page would go back to the language of before.
    if (me) queryClient.setQueryData(meQuery.queryKey, { ...me, language });
    await changeLanguage(language);
    if (me) queryClient.setQueryData(meQuery.queryKey, await api.me.update({ language }));
  };
}
