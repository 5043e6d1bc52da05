import { AppShell, Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { startLiveConnection } from "../live-connection.ts";
import { BottomBar } from "./bottom-bar.tsx";
import { KeyboardShortcuts } from "./keyboard-shortcuts.tsx";
import { Palette } from "./palette.tsx";
import classes from "./shell.module.css";
import { Sidebar } from "./sidebar.tsx";
import { TopBar } from "./top-bar.tsx";

const SIDEBAR_WIDTH_PX = 232;

/** What stands around every page: the navigation at the left, on a phone a bar above and one below. */
export function Shell() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  useEffect(() => startLiveConnection(queryClient), [queryClient]);
  const [isMenuOpen, menu] = useDisclosure(false);
  return (
    <AppShell
      navbar={{ width: SIDEBAR_WIDTH_PX, breakpoint: "sm", collapsed: { mobile: true } }}
      header={{ height: { base: 52, sm: 0 } }}
      footer={{ height: { base: "calc(56px + env(safe-area-inset-bottom))", sm: 0 } }}
      transitionDuration={0}
    >
      <a className={classes.skip} href="#content">
        {t("shell.skipToContent")}
      </a>
      <AppShell.Header hiddenFrom="sm" className={classes.bar}>
        <TopBar />
      </AppShell.Header>
      <AppShell.Navbar visibleFrom="sm" className={classes.bar} aria-label={t("shell.navigation")}>
        <Sidebar />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        <Outlet />
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm" className={classes.bar}>
        <BottomBar isMenuOpen={isMenuOpen} onMenu={menu.toggle} />
      </AppShell.Footer>
      <Drawer
        opened={isMenuOpen}
        onClose={menu.close}
        title={t("shell.more")}
        closeButtonProps={{ "aria-label": t("common.close") }}
        position="bottom"
        size="auto"
        hiddenFrom="sm"
      >
        <Sidebar inDrawer onGo={menu.close} />
      </Drawer>
      <Palette />
      <KeyboardShortcuts />
    </AppShell>
  );
}
