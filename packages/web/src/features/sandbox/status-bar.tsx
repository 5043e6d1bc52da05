import { IconBattery3, IconWifi, IconWifiOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { formatClock } from "../../components/message/message-time.rules.ts";
import { useNow } from "../../components/use-now.ts";
import classes from "./phone.module.css";

/** The topmost line of a phone: drawn, so that one sees that it is one. */
export function StatusBar({ isOnline }: { readonly isOnline: boolean }) {
  const { language } = useTranslation().i18n;
  const now = useNow();
  const Network = isOnline ? IconWifi : IconWifiOff;
  return (
    <div className={classes.status} aria-hidden>
      <span>{formatClock(new Date(now).toISOString(), language)}</span>
      <span className={classes.speaker} />
      <span className={classes.signs}>
        <Network size={15} />
        <IconBattery3 size={17} />
      </span>
    </div>
  );
}
