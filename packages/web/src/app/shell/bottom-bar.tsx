import { UnstyledButton } from "@mantine/core";
import { IconMenu2 } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./bottom-bar.module.css";
import { BOTTOM_BAR } from "./navigation.ts";

/** On a phone: the pages one needs most, and More for the rest. */
export function BottomBar({ isMenuOpen, onMenu }: { readonly isMenuOpen: boolean; readonly onMenu: () => void }) {
  const { t } = useTranslation();
  return (
    <nav className={classes.root} aria-label={t("shell.mainPages")}>
      {BOTTOM_BAR.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className={classes.link}
          activeOptions={{ exact: to === "/", includeSearch: false }}
          activeProps={{ "data-active": true, "aria-current": "page" }}
        >
          <Icon size={22} stroke={1.6} />
          {t(label)}
        </Link>
      ))}
      <UnstyledButton className={classes.link} onClick={onMenu} aria-expanded={isMenuOpen}>
        <IconMenu2 size={22} stroke={1.6} />
        {t("shell.more")}
      </UnstyledButton>
    </nav>
  );
}
