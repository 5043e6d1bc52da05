import { createLazyRoute } from "@tanstack/react-router";
import { NewRulePage } from "../features/auto-replies/new-rule-page.tsx";

export const Route = createLazyRoute("/shell/auto-replies/new")({ component: NewRulePage });
