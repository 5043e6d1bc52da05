import type { User } from "@chasqui/client";
import { Menu } from "@mantine/core";
import { IconLink, IconLogout, IconTrash, IconUserCheck, IconUserOff } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { confirmDestruction } from "../../components/confirm.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { OneTimeSecret } from "../../components/one-time-secret.tsx";
import { RowMenu } from "../../components/row-menu.tsx";
import { useAction } from "../../components/use-action.ts";

/** What can be done about a user. */
export function UserActions({ user }: { readonly user: User }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id, name, state } = user;
  const changes = [["users"]];
  const makeLink = useAction({ run: () => api.users.createLink(id), changes });
  const signOut = useAction({ run: () => api.users.endSessions(id), done: () => t("users.signedOut", { name }) });
  const disable = useAction({ run: () => api.users.disable(id), changes, done: () => t("users.disabled", { name }) });
  const enable = useAction({ run: () => api.users.enable(id), changes, done: () => t("users.enabled", { name }) });
  const remove = useAction({
    run: () => api.users.delete(id),
    onDone: () => navigate({ to: "/users" }),
    changes: [["users", "list"]],
    done: () => t("users.deleted", { name }),
  });
  const linkTitle = t(state === "invited" ? "users.newInvitation" : "users.newPasswordLink");
  return (
    <>
      <RowMenu name={name}>
        {state !== "disabled" && (
          <Menu.Item leftSection={<IconLink size={16} />} onClick={() => makeLink.mutate()}>
            {linkTitle}
          </Menu.Item>
        )}
        {state === "active" && (
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
            {t("users.signOut")}
          </Menu.Item>
        )}
        {state === "disabled" ? (
          <Menu.Item leftSection={<IconUserCheck size={16} />} onClick={() => enable.mutate()}>
            {t("users.enable")}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconUserOff size={16} />} onClick={() => disable.mutate()}>
            {t("users.disable")}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} />}
          onClick={() =>
            confirmDestruction(
              {
                title: t("users.deleteTitle", { name }),
                text: t("users.deleteText"),
                verb: t("common.delete"),
                onConfirm: () => remove.mutate(),
              },
              t,
            )
          }
        >
          {t("common.delete")}
        </Menu.Item>
      </RowMenu>
      <Dialog opened={makeLink.isSuccess} onClose={makeLink.reset} title={linkTitle}>
        {makeLink.data && (
          <OneTimeSecret
            label={t("users.invite.link")}
            value={makeLink.data.url}
            text={t("users.invite.linkText", { name })}
            onClose={makeLink.reset}
          />
        )}
      </Dialog>
    </>
  );
}
