import { ScrollArea, UnstyledButton } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ModKey } from "../../components/mod-key.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { LiveMark } from "./live-mark.tsx";
import { Logo } from "./logo.tsx";
import classes from "./sidebar.module.css";
import { useIsHere, useNavigation } from "./use-navigation.ts";

interface SidebarProps {
  /** On a phone: without what the bars already show. */
  readonly inDrawer?: boolean;
  readonly onGo?: () => void;
}

/** The navigation in its groups, with the search above and the account below. */
export function Sidebar({ inDrawer = false, onGo }: SidebarProps) {
  const { t } = useTranslation();
  const groups = useNavigation();
  const isHere = useIsHere();
  return (
    <div className={classes.root} data-in-drawer={inDrawer || undefined}>
      {!inDrawer && (
        <div className={classes.top}>
          <Logo />
          <UnstyledButton className={classes.search} onClick={spotlight.open}>
            <IconSearch size={16} aria-hidden />
            <span>{t("shell.search")}</span>
            <ModKey letter="K" />
          </UnstyledButton>
        </div>
      )}
      <ScrollArea className={classes.groups} type="hover" scrollbarSize={6}>
        {groups.map(({ id, label: groupLabel, items }) => (
          <div key={id} className={classes.group}>
            {groupLabel !== undefined && <div className={classes.label}>{t(groupLabel)}</div>}
            {items.map((item) => (
              <Link
                key={item.to}
                to={item.to}
                className={classes.link}
                data-active={isHere(item) || undefined}
                aria-current={isHere(item) ? "page" : undefined}
                onClick={onGo}
              >
                <item.icon size={18} stroke={1.75} />
                <span className={classes.name}>{t(item.label)}</span>
                {item.badge && <item.badge />}
              </Link>
            ))}
          </div>
        ))}
      </ScrollArea>
      <div className={classes.bottom}>
        <LiveMark />
        {!inDrawer && <AccountMenu />}
      </div>
    </div>
  );
}
