import { createLazyRoute } from "@tanstack/react-router";
import { AiRepliesPage } from "../features/ai-replies/ai-replies-page.tsx";

export const Route = createLazyRoute("/shell/ai-replies")({ component: AiRepliesPage });
