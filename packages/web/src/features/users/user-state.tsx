import type { User } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { StateBadge, type Tone } from "../../components/state-badge.tsx";
import { useFormat } from "../../components/use-format.ts";

const TONES = { active: "done", invited: "waiting", disabled: "off" } as const satisfies Record<User["state"], Tone>;

export function UserState({ user }: { readonly user: User }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const { state, invitedUntil } = user;
  const reason =
    state === "invited"
      ? invitedUntil === null
        ? t("users.invitationOver")
        : t("users.invitedUntil", { time: dateTime(invitedUntil) })
      : undefined;
  return <StateBadge tone={TONES[state]} label={t(`users.states.${state}`)} reason={reason} />;
}
