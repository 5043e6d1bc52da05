import { createLazyRoute } from "@tanstack/react-router";
import { AlertsPage } from "../features/activity/alerts-page.tsx";

export const Route = createLazyRoute("/shell/alerts")({ component: AlertsPage });
