import { createLazyRoute } from "@tanstack/react-router";
import { SignInPage } from "../features/access/sign-in-page.tsx";

export const Route = createLazyRoute("/sign-in")({ component: SignInPage });
