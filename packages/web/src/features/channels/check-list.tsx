import type { CheckChannelResponse } from "@chasqui/client";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { findText } from "../../components/find-text.ts";
import { findServerText } from "../../components/server-text.ts";
import { StateBadge, type Tone } from "../../components/state-badge.tsx";
import classes from "./check-list.module.css";

type Check = CheckChannelResponse["checks"][number];
const TONES = { ok: "done", warning: "waiting", failed: "failed" } as const satisfies Record<Check["state"], Tone>;

function describeCheck({ code, detail, mend, particulars }: Check): Pick<Check, "detail" | "mend"> {
  const find = (part: "detail" | "mend") =>
    code === undefined ? undefined : findServerText("checkReasons", code, part, particulars);
  const helps = mend === undefined ? undefined : (find("mend") ?? mend);
  return { detail: find("detail") ?? detail, ...(helps !== undefined && { mend: helps }) };
}

/** The result of each check, and what to do where it is not fine. */
export function CheckList({ checks }: { readonly checks: readonly Check[] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.root}>
      {checks
        .map((check) => ({ ...check, ...describeCheck(check) }))
        .map((check) => (
          <li key={check.name} className={classes.item}>
            <StateBadge tone={TONES[check.state]} label={t(`channels.check.states.${check.state}`)} />
            <div className={classes.body}>
              <Text fw={500}>{findText(`channels.check.names.${check.name}`) ?? check.name}</Text>
              <Text>{check.detail}</Text>
              {check.mend !== undefined && <Text c="dimmed">{check.mend}</Text>}
            </div>
          </li>
        ))}
    </ul>
  );
}
