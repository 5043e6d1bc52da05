import type { Channel } from "@chasqui/client";
import { Menu, Select } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { confirmDestruction } from "../../components/confirm.tsx";
import { RowMenu } from "../../components/row-menu.tsx";

interface PageActionsProps {
  readonly channel: Channel;
  readonly sandboxes: readonly Channel[];
  readonly onReset: () => void;
}

/** Which virtual phone, where there are several; and beginning anew. */
export function PageActions({ channel, sandboxes, onReset }: PageActionsProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayWrite = useCan("sandbox:write");
  return (
    <>
      {sandboxes.length > 1 && (
        <Select
          aria-label={t("sandbox.channel")}
          data={sandboxes.map(({ id, name }) => ({ value: id, label: name }))}
          value={channel.id}
          allowDeselect={false}
          onChange={(id) => id !== null && void navigate({ to: "/sandbox", search: { channelId: id } })}
        />
      )}
      {mayWrite && (
        <RowMenu name={channel.name}>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() =>
              confirmDestruction(
                {
                  title: t("sandbox.reset.title"),
                  text: t("sandbox.reset.text"),
                  verb: t("sandbox.reset.verb"),
                  onConfirm: onReset,
                },
                t,
              )
            }
          >
            {t("sandbox.reset.verb")}
          </Menu.Item>
        </RowMenu>
      )}
    </>
  );
}
