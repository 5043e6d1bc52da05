import type { FollowUpRule } from "@chasqui/client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { confirmDestruction } from "../../components/confirm.tsx";
import { useAction } from "../../components/use-action.ts";
import type { FollowUpActions } from "./follow-up-row.tsx";
import { followUpRulesQuery } from "./queries.ts";
import { moveBy } from "./sortable-list.tsx";
import { inOrder, useOptimisticList } from "./use-optimistic-list.ts";

/** What can be done with follow-up rules: turned on and off, put in order, deleted. */
export function useFollowUpActions(options: { readonly onRemoved?: () => void | Promise<void> } = {}) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const order = useOptimisticList({
    queryKey: followUpRulesQuery.queryKey,
    apply: inOrder<FollowUpRule>,
    run: (ids: readonly string[]) => api.followUpRules.reorder({ ids: [...ids] }),
  });
  const turn = useOptimisticList({
    queryKey: followUpRulesQuery.queryKey,
    apply: (rules: readonly FollowUpRule[], { id, enabled }: { id: string; enabled: boolean }) =>
      rules.map((rule) => (rule.id === id ? { ...rule, enabled } : rule)),
    run: ({ id, enabled }) => api.followUpRules.update(id, { enabled }),
  });
  const remove = useAction({
    run: async (rule: FollowUpRule) => {
      await api.followUpRules.delete(rule.id);
      await options.onRemoved?.();
    },
    changes: [["follow-ups"]],
    done: (_nothing, { name }) => t("autoReplies.followUps.deleted", { name }),
  });
  const reorder = (ids: readonly string[]) => order.mutate(ids);
  const actions: FollowUpActions = {
    setEnabled: ({ id }, enabled) => turn.mutate({ id, enabled }),
    move({ id }, places) {
      const ids = (queryClient.getQueryData(followUpRulesQuery.queryKey) ?? []).map((rule) => rule.id);
      reorder(moveBy(ids, id, places));
    },
    remove: (rule) =>
      confirmDestruction(
        {
          title: t("autoReplies.followUps.deleteTitle", { name: rule.name }),
          text: t("autoReplies.followUps.deleteText"),
          verb: t("common.delete"),
          onConfirm: () => remove.mutate(rule),
        },
        t,
      ),
  };
  return { actions, reorder };
}
