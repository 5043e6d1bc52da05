import { createLazyRoute } from "@tanstack/react-router";
import { PasswordLinkPage } from "../features/access/password-link-page.tsx";

export const Route = createLazyRoute("/invitation")({ component: () => <PasswordLinkPage purpose="invitation" /> });
