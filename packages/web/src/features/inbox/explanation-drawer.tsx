import { Drawer, Group } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { TextLink } from "../../components/links.tsx";
import { useIsPhone } from "../../components/use-is-phone.ts";
import { Explanation } from "./explanation.tsx";
import { inboxRoute } from "./filters.ts";

/** Why a message was sent or not, beside the thread. `?why=` of the address says which; on a page of its own it can be sent to somebody. */
export function ExplanationDrawer({ messageId }: { readonly messageId: string | undefined }) {
  const { t } = useTranslation();
  const navigate = inboxRoute.useNavigate();
  const isPhone = useIsPhone();
  // What was shown stays while it closes.
  const [shown, show] = useState(messageId);
  useEffect(() => {
    if (messageId !== undefined) show(messageId);
  }, [messageId]);
  return (
    <Drawer
      opened={messageId !== undefined}
      onClose={() => void navigate({ to: ".", search: ({ why: _why, ...now }) => now })}
      position="right"
      size={isPhone ? "100%" : 440}
      title={t("explanation.title")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {shown !== undefined && (
        <>
          <Explanation messageId={shown} level={3} />
          <Group mt="lg">
            <TextLink to="/messages/$messageId" params={{ messageId: shown }} size="sm">
              {t("explanation.ownPage")} <IconExternalLink size={13} aria-hidden />
            </TextLink>
          </Group>
        </>
      )}
    </Drawer>
  );
}
