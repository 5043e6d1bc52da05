import { createLazyRoute } from "@tanstack/react-router";
import { PasswordLinkPage } from "../features/access/password-link-page.tsx";

export const Route = createLazyRoute("/password-reset")({
  component: () => <PasswordLinkPage purpose="password-reset" />,
});
