import { createLazyRoute } from "@tanstack/react-router";
import { TemplatePage } from "../features/templates/template-page.tsx";

export const Route = createLazyRoute("/shell/templates/$templateId")({ component: TemplatePage });
