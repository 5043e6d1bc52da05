import type { AuditEntry } from "@chasqui/client";
import { useTranslation } from "react-i18next";

/** Who did it: a person by name, a program by the name of its key. */
export function ActorName({ actor }: { readonly actor: AuditEntry["actor"] }) {
  const { t } = useTranslation();
  const kind = t(`activity.actorKinds.${actor.kind}`);
  if (actor.name === null) return kind;
  return actor.kind === "user" ? actor.name : `${actor.name} (${kind})`;
}
