import { createLazyRoute } from "@tanstack/react-router";
import { ChannelsPage } from "../features/channels/channels-page.tsx";

export const Route = createLazyRoute("/shell/channels")({ component: ChannelsPage });
