import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { isEmail, isNotEmpty, useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { rememberSignedIn } from "../../app/session.ts";
import { FormProblem } from "../../components/form-problem.tsx";
import { useAction } from "../../components/use-action.ts";
import { PublicFrame } from "./public-frame.tsx";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const { t } = useTranslation();
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "", password: "" },
    validate: { email: isEmail(t("access.emailInvalid")), password: isNotEmpty(t("common.required")) },
  });
  const signIn = useAction({
    run: (values: { email: string; password: string }) => api.session.create(values),
    async onDone(me) {
      rememberSignedIn(queryClient, me);
      await router.navigate({ href: next ?? "/", replace: true });
    },
    onProblem: () => form.setFieldValue("password", ""),
  });
  return (
    <PublicFrame title={t("access.signIn.title")}>
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
        <Stack>
          <FormProblem error={signIn.error} />
          <TextInput
            key={form.key("email")}
            {...form.getInputProps("email")}
            label={t("access.email")}
            type="email"
            autoComplete="username"
            inputMode="email"
            required
            withAsterisk={false}
            autoFocus
          />
          <PasswordInput
            key={form.key("password")}
            {...form.getInputProps("password")}
            label={t("access.password")}
            description={t("access.signIn.forgotten")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            autoComplete="current-password"
            required
            withAsterisk={false}
          />
          <Button type="submit" fullWidth loading={signIn.isPending}>
            {t("access.signIn.verb")}
          </Button>
        </Stack>
      </form>
    </PublicFrame>
  );
}
