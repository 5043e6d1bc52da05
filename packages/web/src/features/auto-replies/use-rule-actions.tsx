import type { Rule } from "@chasqui/client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { confirmDestruction } from "../../components/confirm.tsx";
import { useAction } from "../../components/use-action.ts";
import { rulesQuery } from "./queries.ts";
import type { RuleActions } from "./rule-row.tsx";
import { moveBy } from "./sortable-list.tsx";
import { inOrder, useOptimisticList } from "./use-optimistic-list.ts";

interface UseRuleActionsOptions {
  /** Before it is read anew: what is gone can't be shown. */
  readonly onRemoved?: () => void | Promise<void>;
  readonly onDuplicated?: (copy: Rule) => void | Promise<void>;
}

/** What can be done with rules: turned on and off, put in order, copied, deleted. */
export function useRuleActions({ onRemoved, onDuplicated }: UseRuleActionsOptions = {}) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const order = useOptimisticList({
    queryKey: rulesQuery.queryKey,
    apply: inOrder<Rule>,
    run: (ids: readonly string[]) => api.rules.reorder({ ids: [...ids] }),
  });
  const turn = useOptimisticList({
    queryKey: rulesQuery.queryKey,
    apply: (rules: readonly Rule[], { id, enabled }: { id: string; enabled: boolean }) =>
      rules.map((rule) => (rule.id === id ? { ...rule, enabled } : rule)),
    run: ({ id, enabled }) => api.rules.update(id, { enabled }),
  });
  const duplicate = useAction({
    run: (rule: Rule) => api.rules.duplicate(rule.id),
    changes: [["rules"]],
    done: (copy) => t("autoReplies.duplicated", { name: copy.name }),
    ...(onDuplicated && { onDone: onDuplicated }),
  });
  const remove = useAction({
    run: async (rule: Rule) => {
      await api.rules.delete(rule.id);
      await onRemoved?.();
    },
    changes: [["rules", "list"]],
    done: (_nothing, { name }) => t("autoReplies.deleted", { name }),
  });
  const reorder = (ids: readonly string[]) => order.mutate(ids);
  const actions: RuleActions = {
    setEnabled: ({ id }, enabled) => turn.mutate({ id, enabled }),
    move({ id }, places) {
      const ids = (queryClient.getQueryData(rulesQuery.queryKey) ?? []).map((rule) => rule.id);
      reorder(moveBy(ids, id, places));
    },
    duplicate: (rule) => duplicate.mutate(rule),
    remove: (rule) =>
      confirmDestruction(
        {
          title: t("autoReplies.deleteTitle", { name: rule.name }),
          text: t("autoReplies.deleteText"),
          verb: t("common.delete"),
          onConfirm: () => remove.mutate(rule),
        },
        t,
      ),
  };
  return { actions, reorder };
}
