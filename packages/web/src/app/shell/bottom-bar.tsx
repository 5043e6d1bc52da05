import { UnstyledButton } from "@mantine/core";
import { IconMenu2 } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./bottom-bar.module.css";
import { useIsHere, useNavigation } from "./use-navigation.ts";

/** On a phone: the pages one needs most, and More for the rest. */
export function BottomBar({ isMenuOpen, onMenu }: { readonly isMenuOpen: boolean; readonly onMenu: () => void }) {
  const { t } = useTranslation();
  const isHere = useIsHere();
  const items = useNavigation().flatMap((group) => group.items.filter(({ isInBottomBar }) => isInBottomBar === true));
  return (
    <nav className={classes.root} aria-label={t("shell.mainPages")}>
      {items.map((item) => (
        <Link
          key={item.to}
          to={item.to}
          className={classes.link}
          data-active={isHere(item) || undefined}
          aria-current={isHere(item) ? "page" : undefined}
        >
          <span className={classes.icon}>
            <item.icon size={22} stroke={1.6} />
            {item.badge && <item.badge />}
          </span>
          {t(item.label)}
        </Link>
      ))}
      <UnstyledButton className={classes.link} onClick={onMenu} aria-expanded={isMenuOpen}>
        <IconMenu2 size={22} stroke={1.6} />
        {t("shell.more")}
      </UnstyledButton>
    </nav>
  );
}
