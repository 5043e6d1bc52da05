import { createLazyRoute } from "@tanstack/react-router";
import { UsersPage } from "../features/users/users-page.tsx";

export const Route = createLazyRoute("/shell/users")({ component: UsersPage });
