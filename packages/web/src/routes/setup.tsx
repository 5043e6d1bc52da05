import { createLazyRoute } from "@tanstack/react-router";
import { SetupPage } from "../features/access/setup-page.tsx";

export const Route = createLazyRoute("/setup")({ component: SetupPage });
