import { createLazyRoute } from "@tanstack/react-router";
import { GroupsPage } from "../features/groups/groups-page.tsx";

export const Route = createLazyRoute("/shell/channels/$channelId/groups")({ component: GroupsPage });
