import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { toastDone, toastProblem } from "./toasts.tsx";

interface ActionOptions<Input, Result> {
  readonly run: (input: Input) => Promise<Result>;
  /** What is said when it is done; undefined: nothing, because one sees it. */
  readonly done?: (result: Result, input: Input) => string;
  /** What must be read anew after it. */
  readonly changes?: readonly QueryKey[];
  readonly onDone?: (result: Result, input: Input) => void | Promise<void>;
  /** Left out: a toast tells the problem. Forms show it themselves. */
  readonly onProblem?: (error: Error) => void;
}

/** Something a person does that changes something: runs it, reads anew what it changed, says that it is done or why not. */
export function useAction<Input = void, Result = unknown>(
  options: ActionOptions<Input, Result>,
): UseMutationResult<Result, Error, Input> {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: options.run,
    async onSuccess(result, input) {
      await Promise.all((options.changes ?? []).map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      await options.onDone?.(result, input);
      const message = options.done?.(result, input);
      if (message !== undefined) toastDone(message);
    },
    onError: (error) => (options.onProblem ? options.onProblem(error) : toastProblem(error, t)),
  });
}
