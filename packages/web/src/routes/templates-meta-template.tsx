import { createLazyRoute } from "@tanstack/react-router";
import { MetaTemplatePage } from "../features/templates/meta-template-page.tsx";

export const Route = createLazyRoute("/shell/templates/meta/$channelId/$templateId")({ component: MetaTemplatePage });
