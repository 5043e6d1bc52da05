import { createLazyRoute } from "@tanstack/react-router";
import { ActivityPage } from "../features/activity/activity-page.tsx";

export const Route = createLazyRoute("/shell/activity")({ component: ActivityPage });
