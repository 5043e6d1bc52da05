import { Progress, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./pairing-countdown.module.css";
import { useSecondsLeft } from "./use-seconds-left.ts";

interface PairingCountdownProps {
  readonly kind: "qr" | "code";
  readonly secondsLeft: number;
  /** When the server said so, on this device's clock. */
  readonly saidAtMs: number;
}

/** How long what is shown can still be used. */
export function PairingCountdown({ kind, secondsLeft, saidAtMs }: PairingCountdownProps) {
  const { t } = useTranslation();
  const left = useSecondsLeft(secondsLeft, saidAtMs);
  // The bar is full when the code is first seen.
  const [whole] = useState(Math.max(1, secondsLeft));
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return (
    <div className={classes.root}>
      <Progress value={(left / whole) * 100} size="xs" aria-hidden />
      <Text size="sm" c="dimmed" role="timer">
        {kind === "qr" ? t("channels.pairing.nextIn", { seconds: left }) : t("channels.pairing.validFor", { time })}
      </Text>
    </div>
  );
}
