import { createLazyRoute } from "@tanstack/react-router";
import { UserPage } from "../features/users/user-page.tsx";

export const Route = createLazyRoute("/shell/users/$userId")({ component: UserPage });
