import type { FollowUpRule } from "@chasqui/client";
import { Menu, Switch, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCornerDownRight, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatDuration } from "../../components/duration.rules.ts";
import { RowMenu } from "../../components/row-menu.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { useFormat } from "../../components/use-format.ts";
import { describeHours } from "./describe-rule.ts";
import classes from "./rule-row.module.css";

export interface FollowUpActions {
  readonly setEnabled: (rule: FollowUpRule, enabled: boolean) => void;
  readonly move: (rule: FollowUpRule, places: number) => void;
  readonly remove: (rule: FollowUpRule) => void;
}

interface FollowUpRowProps {
  readonly rule: FollowUpRule;
  /** From 1. */
  readonly position: number;
  readonly isLast: boolean;
  readonly handle: ReactNode;
  readonly channelName: string | undefined;
  /** Another one before it takes all its turns. */
  readonly isShadowed: boolean;
  readonly actions?: FollowUpActions | undefined;
}

/** One follow-up rule among others. */
export function FollowUpRow(props: FollowUpRowProps) {
  const { rule, position, isLast, handle, channelName, isShadowed, actions } = props;
  const { t, i18n } = useTranslation();
  const { number } = useFormat();
  const limits = [
    ...(rule.channelId === null ? [] : [channelName ?? t("autoReplies.unknownChannel")]),
    ...(rule.activeHours === null ? [] : [describeHours(rule.activeHours, i18n.language)]),
    t(rule.cancelOnHumanReply ? "autoReplies.followUps.cancelled" : "autoReplies.followUps.notCancelled"),
  ];
  return (
    <div className={classes.row}>
      <div className={classes.order}>
        {handle}
        <span className={classes.position}>{number(position)}</span>
      </div>
      <div className={classes.body}>
        <div className={classes.top}>
          <Link
            to="/auto-replies/follow-ups/$ruleId"
            params={{ ruleId: rule.id }}
            className={classes.link}
            data-row-link
          >
            {rule.name}
          </Link>
          {rule.lastError !== null && (
            <StateBadge tone="failed" label={t("autoReplies.failing")} reason={rule.lastError} />
          )}
          {!rule.enabled && <StateBadge tone="off" label={t("autoReplies.off")} />}
          {isShadowed && (
            <StateBadge
              tone="waiting"
              label={t("autoReplies.followUps.shadowed")}
              reason={t("autoReplies.followUps.shadowedWhy")}
            />
          )}
        </div>
        <Text size="sm">
          {t("autoReplies.followUps.after", { duration: formatDuration(rule.delaySeconds, i18n.language) })}
        </Text>
        <div className={classes.answer}>
          <IconCornerDownRight size={14} aria-hidden />
          <Text inherit lineClamp={2}>
            {rule.text}
          </Text>
        </div>
        <Text size="xs" c="dimmed">
          {limits.join(" · ")}
        </Text>
      </div>
      <div className={classes.numbers}>
        <span>{t("autoReplies.followUps.sent", { count: rule.queuedCount, times: number(rule.queuedCount) })}</span>
        <span className={classes.last}>
          {t("autoReplies.followUps.notNeeded", {
            count: rule.cancelledCount,
            times: number(rule.cancelledCount),
          })}
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
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => actions.remove(rule)}>
              {t("common.delete")}
            </Menu.Item>
          </RowMenu>
        </div>
      )}
    </div>
  );
}
