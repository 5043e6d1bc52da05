import { createLazyRoute } from "@tanstack/react-router";
import { FollowUpsPage } from "../features/auto-replies/follow-ups-page.tsx";

export const Route = createLazyRoute("/shell/auto-replies/follow-ups")({ component: FollowUpsPage });
