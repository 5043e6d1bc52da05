import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatExact, formatRelative } from "./relative-time.rules.ts";
import { useNow } from "./use-now.ts";

interface RelativeTimeProps {
  /** ISO-8601, as the API gives it. */
  readonly at: string;
  /** A zone that is not the viewer's, when it matters: a contact's, a rotation's. It is named on hover. */
  readonly timeZone?: string;
}

/** A time as people say it; the exact one on hover. */
export function RelativeTime({ at, timeZone }: RelativeTimeProps) {
  const { i18n } = useTranslation();
  const now = useNow();
  const date = new Date(at);
  return (
    <Tooltip label={formatExact(date, i18n.language, timeZone)}>
      <time dateTime={at} style={{ whiteSpace: "nowrap" }}>
        {formatRelative(date, now, i18n.language)}
      </time>
    </Tooltip>
  );
}
