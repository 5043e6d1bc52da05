import { createLazyRoute } from "@tanstack/react-router";
import { ConversationPage } from "../features/inbox/conversation-page.tsx";

export const Route = createLazyRoute("/shell/inbox/$conversationId")({ component: ConversationPage });
