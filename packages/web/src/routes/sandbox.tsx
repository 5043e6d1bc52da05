import { createLazyRoute } from "@tanstack/react-router";
import { SandboxPage } from "../features/sandbox/sandbox-page.tsx";

export const Route = createLazyRoute("/shell/sandbox")({ component: SandboxPage });
