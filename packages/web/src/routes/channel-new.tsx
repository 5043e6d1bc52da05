import { createLazyRoute } from "@tanstack/react-router";
import { NewChannelPage } from "../features/channels/new-channel-page.tsx";

export const Route = createLazyRoute("/shell/channels/new")({ component: NewChannelPage });
