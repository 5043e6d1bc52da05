import { type DataTag, type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { toastProblem } from "../../components/toasts.tsx";

interface OptimisticChange<Item, Input> {
  readonly queryKey: DataTag<QueryKey, Item[], Error>;
  /** The list as it will be. */
  readonly apply: (items: readonly Item[], input: Input) => Item[];
  readonly run: (input: Input) => Promise<unknown>;
}

/** Changes a list in sight at once, and puts it back when the server refuses, saying why. Changes of one list happen one after the other. */
export function useOptimisticList<Item, Input>({ queryKey, apply, run }: OptimisticChange<Item, Input>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return useMutation({
    scope: { id: JSON.stringify(queryKey) },
    mutationFn: run,
    async onMutate(input: Input) {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      if (before) queryClient.setQueryData(queryKey, apply(before, input));
      return { before };
    },
    onError(error, _input, context) {
      if (context?.before) queryClient.setQueryData(queryKey, context.before);
      toastProblem(error, t);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKey.slice(0, 1) }),
  });
}

/** The same things in the order of these ids. */
export function inOrder<Item extends { readonly id: string }>(items: readonly Item[], ids: readonly string[]): Item[] {
  return items.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}
