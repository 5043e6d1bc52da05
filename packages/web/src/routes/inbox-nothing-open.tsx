import { createLazyRoute } from "@tanstack/react-router";
import { NoConversation } from "../features/inbox/no-conversation.tsx";

export const Route = createLazyRoute("/shell/inbox/")({ component: NoConversation });
