import { createLazyRoute } from "@tanstack/react-router";
import { GroupPage } from "../features/groups/group-page.tsx";

export const Route = createLazyRoute("/shell/channels/$channelId/groups/$groupId")({ component: GroupPage });
