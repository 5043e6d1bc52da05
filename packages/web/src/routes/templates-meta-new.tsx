import { createLazyRoute } from "@tanstack/react-router";
import { NewMetaTemplatePage } from "../features/templates/new-meta-template-page.tsx";

export const Route = createLazyRoute("/shell/templates/meta/new")({ component: NewMetaTemplatePage });
