import { Tooltip } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { getLiveState, onLiveStateChange } from "../live-connection.ts";
import classes from "./live-mark.module.css";

/** Whether what one sees is live. On a phone it shows only when it is not. */
export function LiveMark({ compact = false }: { readonly compact?: boolean }) {
  const { t } = useTranslation();
  const state = useSyncExternalStore(onLiveStateChange, getLiveState);
  const isGone = state === "waiting" || state === "closed";
  if (compact && !isGone) return null;
  return (
    <Tooltip label={t(isGone ? "shell.live.goneHint" : "shell.live.liveHint")}>
      <div className={classes.root} data-gone={isGone || undefined} role="status">
        <span className={classes.dot} aria-hidden />
        {t(isGone ? "shell.live.gone" : state === "live" ? "shell.live.live" : "shell.live.connecting")}
      </div>
    </Tooltip>
  );
}
