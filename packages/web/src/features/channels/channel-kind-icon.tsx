import type { Channel } from "@chasqui/client";
import { ThemeIcon } from "@mantine/core";
import { IconBuildingStore, IconDeviceMobile, IconFlask } from "@tabler/icons-react";

const ICONS = {
  "cloud-api": IconBuildingStore,
  "linked-device": IconDeviceMobile,
  sandbox: IconFlask,
} as const satisfies Record<Channel["kind"], unknown>;

export function ChannelKindIcon({ kind }: { readonly kind: Channel["kind"] }) {
  const Icon = ICONS[kind];
  return (
    <ThemeIcon variant="light" color="gray" size={36} aria-hidden>
      <Icon size={20} stroke={1.6} />
    </ThemeIcon>
  );
}
