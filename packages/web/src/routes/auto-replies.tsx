import { createLazyRoute } from "@tanstack/react-router";
import { RulesPage } from "../features/auto-replies/rules-page.tsx";

export const Route = createLazyRoute("/shell/auto-replies")({ component: RulesPage });
