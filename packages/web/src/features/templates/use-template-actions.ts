import type { Template } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { confirmDestruction } from "../../components/confirm.tsx";
import { useAction } from "../../components/use-action.ts";

interface UseTemplateActionsOptions {
  /** Before it is read anew: what is gone can't be shown. */
  readonly onRemoved?: () => void | Promise<void>;
  readonly onDuplicated?: (copy: Template) => void | Promise<void>;
}

/** Templates are copied, and deleted when nothing uses them. */
export function useTemplateActions({ onRemoved, onDuplicated }: UseTemplateActionsOptions = {}) {
  const { t } = useTranslation();
  const duplicate = useAction({
    run: ({ id }: Template) => api.templates.duplicate(id),
    changes: [["templates"]],
    done: ({ name }) => t("templates.added", { name }),
    ...(onDuplicated && { onDone: onDuplicated }),
  });
  const remove = useAction({
    run: async ({ id }: Template) => {
      await api.templates.delete(id);
      await onRemoved?.();
    },
    changes: [["templates", "list"]],
    done: (_nothing, { name }) => t("templates.deleted", { name }),
  });
  return {
    duplicate: (template: Template) => duplicate.mutate(template),
    remove: (template: Template) =>
      confirmDestruction(
        {
          title: t("templates.deleteTitle", { name: template.name }),
          text: t("templates.deleteText"),
          verb: t("common.delete"),
          onConfirm: () => remove.mutate(template),
        },
        t,
      ),
  };
}
