import { createLazyRoute } from "@tanstack/react-router";
import { RulePage } from "../features/auto-replies/rule-page.tsx";

export const Route = createLazyRoute("/shell/auto-replies/$ruleId")({ component: RulePage });
