import { createLazyRoute } from "@tanstack/react-router";
import { NewFollowUpPage } from "../features/auto-replies/new-follow-up-page.tsx";

export const Route = createLazyRoute("/shell/auto-replies/follow-ups/new")({ component: NewFollowUpPage });
