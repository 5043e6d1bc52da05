import { createLazyRoute } from "@tanstack/react-router";
import { ExplanationPage } from "../features/inbox/explanation-page.tsx";

export const Route = createLazyRoute("/shell/messages/$messageId")({ component: ExplanationPage });
