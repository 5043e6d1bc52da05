import { createLazyRoute } from "@tanstack/react-router";
import { TemplatesPage } from "../features/templates/templates-page.tsx";

export const Route = createLazyRoute("/shell/templates")({ component: TemplatesPage });
