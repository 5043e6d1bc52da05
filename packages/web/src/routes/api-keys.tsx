import { createLazyRoute } from "@tanstack/react-router";
import { ApiKeysPage } from "../features/api-keys/api-keys-page.tsx";

export const Route = createLazyRoute("/shell/api-keys")({ component: ApiKeysPage });
