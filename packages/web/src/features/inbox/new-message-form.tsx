import type { Channel, SendMessageData } from "@chasqui/client";
import { Alert, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { IconInfoCircle, IconSend2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { ChannelSelect } from "../../components/destinations/channel-select.tsx";
import type { Destination } from "../../components/destinations/destination.ts";
import { DestinationPicker } from "../../components/destinations/destination-picker.tsx";
import { FormProblem } from "../../components/form-problem.tsx";
import { TextLink } from "../../components/links.tsx";
import { useAction } from "../../components/use-action.ts";
import { inboxRoute } from "./filters.ts";
import { createKey } from "./outgoing.ts";

interface NewMessageFormProps {
  readonly channels: readonly Channel[];
  readonly channelId: string | undefined;
  readonly destination: Destination | undefined;
  readonly onClose: () => void;
}

const MAX_TEXT = 4096;

/** Channel, to whom, and the first words. What else can be sent is sent in the conversation, which opens then. */
export function NewMessageForm({ channels, onClose, ...first }: NewMessageFormProps) {
  const { t } = useTranslation();
  const navigate = inboxRoute.useNavigate();
  const [channelId, setChannel] = useState(first.channelId);
  const [destination, choose] = useState(first.destination);
  const [text, setText] = useState("");
  const [isMissingShown, showMissing] = useState(false);
  const channel = channels.find(({ id }) => id === channelId);
  const conversationId = useConversationOf(channelId, destination);
  // Another message is another key; the same one, tried again, is sent once.
  const key = useMemo(() => ({ key: createKey(), channelId, destination, text }).key, [channelId, destination, text]);
  const open = (id: string) =>
    void navigate({
      to: "/inbox/$conversationId",
      params: { conversationId: id },
      search: ({ write: _write, group: _group, message: _message, why: _why, ...filters }) => filters,
    });
  const send = useAction({
    run: (body: SendMessageData["body"]) => api.messages.send(body, { idempotencyKey: key }),
    onDone: (message) => open(message.conversationId),
    // The form shows it.
    onProblem: () => undefined,
  });

  if (channels.length === 0) {
    return (
      <Text>
        {t("inbox.newMessage.noChannel")} <TextLink to="/channels/new">{t("channels.add")}</TextLink>
      </Text>
    );
  }
  const words = text.trim();
  const isNumberUnknown = destination?.kind === "contact" && destination.phone === null && conversationId === undefined;
  const problems = {
    destination: destination === undefined ? t("inbox.newMessage.noDestination") : undefined,
    number: isNumberUnknown ? t("inbox.newMessage.noNumber") : undefined,
    text:
      words === ""
        ? t("common.required")
        : words.length > MAX_TEXT
          ? t("inbox.composer.tooLong", { count: words.length - MAX_TEXT })
          : undefined,
  };
  function submit(): void {
    showMissing(true);
    if (destination === undefined || problems.number !== undefined || problems.text !== undefined) return;
    send.mutate({ ...(channelId && { channelId }), text: words, ...targetOf(destination, conversationId) });
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
        <FormProblem error={send.error} />
        {channels.length > 1 && (
          <ChannelSelect
            channels={channels}
            value={channelId}
            onChange={(id) => {
              setChannel(id);
              // A group is one channel's.
              if (destination?.kind === "group") choose(undefined);
              send.reset();
            }}
          />
        )}
        <DestinationPicker
          channelId={channelId ?? ""}
          label={t("inbox.newMessage.to")}
          value={destination}
          onChange={(next) => {
            choose(next);
            send.reset();
          }}
          error={isMissingShown && (problems.destination ?? problems.number)}
        />
        {channel?.kind === "cloud-api" && destination !== undefined && destination.kind !== "group" && (
          <Alert color="gray" icon={<IconInfoCircle size={18} />}>
            <Text size="md">{t("inbox.newMessage.window")}</Text>
          </Alert>
        )}
        <Textarea
          label={t("inbox.newMessage.text")}
          autosize
          minRows={3}
          maxRows={10}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={isMissingShown && problems.text}
        />
        <Group justify="flex-end" gap="xs">
          {conversationId === undefined ? (
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
          ) : (
            <Button variant="default" onClick={() => open(conversationId)}>
              {t("inbox.newMessage.openConversation")}
            </Button>
          )}
          <Button type="submit" leftSection={<IconSend2 size={16} />} loading={send.isPending}>
            {t("inbox.composer.send")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The conversation there is already. */
function useConversationOf(channelId: string | undefined, destination: Destination | undefined): string | undefined {
  const contactId = destination?.kind === "contact" ? destination.contactId : undefined;
  const groupId = destination?.kind === "group" ? destination.groupId : undefined;
  const withContact = useQuery({
    queryKey: ["conversations", "with", channelId, contactId],
    enabled: channelId !== undefined && contactId !== undefined,
    queryFn: async ({ signal }) => {
      const query = { limit: 1, ...(channelId && { channelId }), ...(contactId && { contactId }) };
      return (await api.conversations.list(query, { signal })).items[0]?.id ?? null;
    },
    meta: { readsAnewByItself: true },
  });
  const withGroup = useQuery({
    queryKey: ["groups", "one", groupId],
    enabled: channelId !== undefined && groupId !== undefined,
    queryFn: ({ signal }) => api.channels.getGroup(channelId ?? "", groupId ?? "", { signal }),
  });
  if (contactId !== undefined) return withContact.data ?? undefined;
  return groupId === undefined ? undefined : (withGroup.data?.conversationId ?? undefined);
}

function targetOf(destination: Destination, conversationId: string | undefined) {
  if (destination.kind === "group") return { groupId: destination.groupId };
  if (destination.kind === "phone") return { to: destination.phone };
  return conversationId === undefined ? { to: destination.phone ?? "" } : { conversationId };
}
