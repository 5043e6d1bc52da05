import type { SandboxChat } from "@chasqui/client";
import { ActionIcon, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFile, IconMapPin, IconMicrophone, IconPaperclip, IconPhoto, IconSticker } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { ACCEPTED, ATTACHMENT_KINDS, type Attachment, type AttachmentKind } from "./attachments.rules.ts";
import { LocationDialog } from "./location-dialog.tsx";

const ICONS = { media: IconPhoto, document: IconFile, audio: IconMicrophone, sticker: IconSticker } as const;

interface AttachMenuProps {
  readonly chat: SandboxChat;
  readonly writer: SandboxChat | undefined;
  readonly onAttach: (attachment: Attachment) => void;
}

/** What else than words a person can send. */
export function AttachMenu({ chat, writer, onAttach }: AttachMenuProps) {
  const { t } = useTranslation();
  const mayUpload = useCan("media:write");
  const [isPlaceOpen, place] = useDisclosure(false);
  const chooser = useRef<HTMLInputElement>(null);
  const kind = useRef<AttachmentKind>("media");
  function choose(wanted: AttachmentKind): void {
    const { current } = chooser;
    if (!current) return;
    kind.current = wanted;
    current.accept = ACCEPTED[wanted];
    // Else the same file could not be chosen a second time.
    current.value = "";
    current.click();
  }
  return (
    <>
      <Menu position="top-start" width={200}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={36} radius="xl" aria-label={t("sandbox.attach")}>
            <IconPaperclip size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayUpload &&
            ATTACHMENT_KINDS.map((one) => {
              const Icon = ICONS[one];
              return (
                <Menu.Item key={one} leftSection={<Icon size={16} />} onClick={() => choose(one)}>
                  {t(`sandbox.attachments.${one}`)}
                </Menu.Item>
              );
            })}
          <Menu.Item leftSection={<IconMapPin size={16} />} onClick={place.open}>
            {t("sandbox.attachments.location")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={({ currentTarget: { files } }) => files?.[0] && onAttach({ kind: kind.current, file: files[0] })}
      />
      <LocationDialog chat={chat} writer={writer} isOpen={isPlaceOpen} onClose={place.close} />
    </>
  );
}
