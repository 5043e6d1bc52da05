import { Avatar, Menu, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconLogout, IconSelector, IconUserCircle } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAction } from "../../components/use-action.ts";
import { api } from "../api.ts";
import { useMe } from "../session.ts";
import classes from "./account-menu.module.css";
import { LanguageItems, ThemeItems } from "./preference-items.tsx";

/** Who is signed in; account, language, theme, sign-out. */
export function AccountMenu({ compact = false }: { readonly compact?: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const signOut = useSignOut();
  const avatar = <Avatar size={compact ? 30 : 26} color="fern" name={me.name} aria-hidden />;
  return (
    <Menu position={compact ? "bottom-end" : "top-start"} width={220}>
      <Menu.Target>
        {compact ? (
          <UnstyledButton className={classes.compact}>
            {avatar}
            <VisuallyHidden>{me.name}</VisuallyHidden>
          </UnstyledButton>
        ) : (
          <UnstyledButton className={classes.target}>
            {avatar}
            <span className={classes.name}>{me.name}</span>
            <IconSelector size={16} aria-hidden />
          </UnstyledButton>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          {me.email}
          <br />
          {t(`access.roles.${me.role}.name`)}
        </div>
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCircle size={16} />}>
          {t("shell.pages.account")}
        </Menu.Item>
        <Menu.Divider />
        <ThemeItems />
        <Menu.Divider />
        <LanguageItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
          {t("shell.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useSignOut() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useAction({
    run: () => api.session.delete(),
    async onDone() {
      await router.navigate({ to: "/sign-in" });
      queryClient.clear();
    },
  });
}
