import type { Rule } from "@chasqui/client";
import { Menu, Switch, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCopy, IconCornerDownRight, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RelativeTime } from "../../components/relative-time.tsx";
import { RowMenu } from "../../components/row-menu.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { useFormat } from "../../components/use-format.ts";
import { AnswerSummary } from "./answer-summary.tsx";
import { describeLimits, describeMatch } from "./describe-rule.ts";
import { STATISTICS_DAYS } from "./queries.ts";
import classes from "./rule-row.module.css";

export interface RuleActions {
  readonly setEnabled: (rule: Rule, enabled: boolean) => void;
  readonly move: (rule: Rule, places: number) => void;
  readonly duplicate: (rule: Rule) => void;
  readonly remove: (rule: Rule) => void;
}

interface RuleRowProps {
  readonly rule: Rule;
  /** From 1. */
  readonly position: number;
  readonly isLast: boolean;
  readonly handle: ReactNode;
  readonly channelName: string | undefined;
  /** In the last days; undefined: not known yet. */
  readonly matched: number | undefined;
  /** Left out: the viewer may change nothing. */
  readonly actions?: RuleActions | undefined;
}

/** One rule among others: when it answers, with what, and how often it did. */
export function RuleRow({ rule, position, isLast, handle, channelName, matched, actions }: RuleRowProps) {
  const { t, i18n } = useTranslation();
  const { number } = useFormat();
  const limits = describeLimits(rule, channelName, t, i18n.language);
  return (
    <div className={classes.row}>
      <div className={classes.order}>
        {handle}
        <span className={classes.position}>{number(position)}</span>
      </div>
      <div className={classes.body}>
        <div className={classes.top}>
          <Link to="/auto-replies/$ruleId" params={{ ruleId: rule.id }} className={classes.link} data-row-link>
            {rule.name}
          </Link>
          {rule.lastError !== null && (
            <StateBadge tone="failed" label={t("autoReplies.failing")} reason={rule.lastError} />
          )}
          {!rule.enabled && <StateBadge tone="off" label={t("autoReplies.off")} />}
        </div>
        <Text size="sm">{describeMatch(rule.match, t, i18n.language)}</Text>
        <div className={classes.answer}>
          <IconCornerDownRight size={14} aria-hidden />
          <AnswerSummary reply={rule.reply} />
        </div>
        {limits.length > 0 && (
          <Text size="xs" c="dimmed">
            {limits.join(" · ")}
          </Text>
        )}
      </div>
      <div className={classes.numbers}>
        <span>
          {matched === undefined
            ? ""
            : t("autoReplies.fired", { count: matched, times: number(matched), days: STATISTICS_DAYS })}
        </span>
        <span className={classes.last}>
          {rule.lastMatchedAt === null ? t("autoReplies.neverFired") : <RelativeTime at={rule.lastMatchedAt} />}
        </span>
      </div>
      {actions && (
        <div className={classes.controls}>
          <Switch
            checked={rule.enabled}
            onChange={(event) => actions.setEnabled(rule, event.currentTarget.checked)}
            aria-label={t("autoReplies.isOn", { name: rule.name })}
            size="sm"
          />
          <RowMenu name={rule.name}>
            <Menu.Item
              leftSection={<IconArrowUp size={16} />}
              disabled={position === 1}
              onClick={() => actions.move(rule, -1)}
            >
              {t("autoReplies.moveUp")}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowDown size={16} />}
              disabled={isLast}
              onClick={() => actions.move(rule, 1)}
            >
              {t("autoReplies.moveDown")}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => actions.duplicate(rule)}>
              {t("autoReplies.duplicate")}
            </Menu.Item>
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => actions.remove(rule)}>
              {t("common.delete")}
            </Menu.Item>
          </RowMenu>
        </div>
      )}
    </div>
  );
}
