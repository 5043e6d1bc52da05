import { createLazyRoute } from "@tanstack/react-router";
import { AccountPage } from "../features/account/account-page.tsx";

export const Route = createLazyRoute("/shell/account")({ component: AccountPage });
