import type { Channel } from "@chasqui/client";
import { Button, Menu } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { confirmDestruction } from "../../components/confirm.tsx";
import { RowMenu } from "../../components/row-menu.tsx";
import { useAction } from "../../components/use-action.ts";

/** Pause, send again, remove. */
export function ChannelActions({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id, name, state } = channel;
  const isPaired = channel.session?.phone != null;
  const changes = [["channels"]];
  const pause = useAction({
    run: () => api.channels.pause(id),
    changes,
    done: () => t("channels.pauseDone", { name }),
  });
  const resume = useAction({
    run: () => api.channels.resume(id),
    changes,
    done: () => t("channels.resumeDone", { name }),
  });
  const remove = useAction({
    async run() {
      // First away from it: the news that it is gone may come before the answer, and what is gone can't be read anew.
      await navigate({ to: "/channels" });
      await api.channels.remove(id);
    },
    changes,
    done: () => t("channels.removeDone", { name }),
  });
  return (
    <>
      {state === "active" ? (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} />}
          loading={pause.isPending}
          onClick={() => pause.mutate()}
        >
          {t("channels.pause")}
        </Button>
      ) : (
        <Button leftSection={<IconPlayerPlay size={16} />} loading={resume.isPending} onClick={() => resume.mutate()}>
          {t(state === "paused" ? "channels.resume" : "channels.tryAgain")}
        </Button>
      )}
      <RowMenu name={name}>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} />}
          onClick={() =>
            confirmDestruction(
              {
                title: t("channels.removeTitle", { name }),
                text: isPaired
                  ? `${t("channels.removeText")} ${t("channels.session.removeText")}`
                  : t("channels.removeText"),
                verb: t("channels.remove"),
                onConfirm: () => remove.mutate(),
              },
              t,
            )
          }
        >
          {t("channels.remove")}
        </Menu.Item>
      </RowMenu>
    </>
  );
}
