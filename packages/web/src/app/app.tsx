import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createQueryClient } from "./query-client.ts";
import { createAppRouter } from "./router.tsx";
import { meQuery } from "./session.ts";
import { findStyleNonce } from "./style-nonce.ts";
import { colorSchemeManager, resolveCssVariables, theme } from "./theme.ts";

let isLeaving = false;
const queryClient = createQueryClient(() => {
  if (isLeaving) return;
  isLeaving = true;
  // The routes look again who is signed in, and lead to the sign-in.
  void queryClient.invalidateQueries({ queryKey: meQuery.queryKey, exact: true, refetchType: "none" });
  void router.invalidate().finally(() => {
    isLeaving = false;
  });
});
const router = createAppRouter(queryClient);

/** Everything that pages find around them: theme, data, toasts, confirmations, routes. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveCssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      getStyleNonce={findStyleNonce}
      deduplicateInlineStyles
    >
      <QueryClientProvider client={queryClient}>
        <ModalsProvider>
          <Notifications position="bottom-right" limit={3} autoClose={5000} />
          <RouterProvider router={router} />
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
