import type { GroupDetail } from "@chasqui/client";
import { Button, CopyButton, Group as Line, Stack, TextInput } from "@mantine/core";
import { IconCheck, IconCopy, IconLink } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { confirmDestruction } from "../../components/confirm.tsx";
import { Section } from "../../components/detail.tsx";
import { useAction } from "../../components/use-action.ts";

/** The link by which people join. It is fetched when somebody wants it. */
export function InviteSection({ group }: { readonly group: GroupDetail }) {
  const { t } = useTranslation();
  const mayReset = useCan("channels:write");
  const [link, setLink] = useState<string>();
  const { id, channelId, subject } = group;
  const show = useAction({
    run: () => api.channels.getGroupInviteLink(channelId, id),
    onDone: (answer) => setLink(answer.link),
  });
  const reset = useAction({
    run: () => api.channels.resetGroupInviteLink(channelId, id),
    onDone: (answer) => setLink(answer.link),
    done: () => t("groups.invite.resetDone"),
  });
  return (
    <Section
      title={t("groups.invite.title")}
      text={t("groups.invite.text")}
      action={
        link === undefined && (
          <Button
            variant="default"
            leftSection={<IconLink size={16} />}
            loading={show.isPending}
            onClick={() => show.mutate()}
          >
            {t("groups.invite.show")}
          </Button>
        )
      }
    >
      {link !== undefined && (
        <Stack gap="xs">
          <TextInput
            aria-label={t("groups.invite.title")}
            value={link}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
          <Line gap="xs">
            <CopyButton value={link}>
              {({ copied, copy }) => (
                <Button leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />} onClick={copy}>
                  {t(copied ? "common.copied" : "common.copy")}
                </Button>
              )}
            </CopyButton>
            {mayReset && (
              <Button
                variant="default"
                loading={reset.isPending}
                onClick={() =>
                  confirmDestruction(
                    {
                      title: t("groups.invite.resetTitle", { name: subject }),
                      text: t("groups.invite.resetText"),
                      verb: t("groups.invite.reset"),
                      onConfirm: () => reset.mutate(),
                    },
                    t,
                  )
                }
              >
                {t("groups.invite.reset")}
              </Button>
            )}
          </Line>
        </Stack>
      )}
    </Section>
  );
}
