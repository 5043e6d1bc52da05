import { createLazyRoute } from "@tanstack/react-router";
import { NewTemplatePage } from "../features/templates/new-template-page.tsx";

export const Route = createLazyRoute("/shell/templates/new")({ component: NewTemplatePage });
