import { ActionIcon, Tooltip } from "@mantine/core";
import { IconMessagePlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { inboxRoute } from "./filters.ts";

/** Begins a message to somebody, or to a group, whether there is a conversation or not. */
export function NewMessageButton() {
  const { t } = useTranslation();
  const maySend = useCan("messages:send");
  const navigate = inboxRoute.useNavigate();
  if (!maySend) return null;
  return (
    <Tooltip label={t("inbox.newMessage.title")}>
      <ActionIcon
        variant="light"
        size={36}
        aria-label={t("inbox.newMessage.title")}
        onClick={() => void navigate({ to: ".", search: (now) => ({ ...now, write: "new" }) })}
      >
        <IconMessagePlus size={20} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}
