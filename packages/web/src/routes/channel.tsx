import { createLazyRoute } from "@tanstack/react-router";
import { ChannelPage } from "../features/channels/channel-page.tsx";

export const Route = createLazyRoute("/shell/channels/$channelId")({ component: ChannelPage });
