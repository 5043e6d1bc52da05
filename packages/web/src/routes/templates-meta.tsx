import { createLazyRoute } from "@tanstack/react-router";
import { MetaTemplatesPage } from "../features/templates/meta-templates-page.tsx";

export const Route = createLazyRoute("/shell/templates/meta")({ component: MetaTemplatesPage });
