import { createLazyRoute } from "@tanstack/react-router";
import { FollowUpPage } from "../features/auto-replies/follow-up-page.tsx";

export const Route = createLazyRoute("/shell/auto-replies/follow-ups/$ruleId")({ component: FollowUpPage });
