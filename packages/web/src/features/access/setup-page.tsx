import { Alert, Button, Code, Stack, Text, TextInput } from "@mantine/core";
import { isEmail, isNotEmpty, useForm } from "@mantine/form";
import { IconTerminal2 } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { isLanguage } from "../../app/languages.ts";
import { rememberSignedIn } from "../../app/session.ts";
import { ErrorState } from "../../components/error-state.tsx";
import { FormProblem, fieldErrorsOf } from "../../components/form-problem.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { NewPasswordField } from "../../components/new-password-field.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { useAction } from "../../components/use-action.ts";
import { PublicFrame } from "./public-frame.tsx";
import classes from "./setup-page.module.css";
import { useLinkToken } from "./use-link-token.ts";

/** The first visit: whoever opened the link that the server printed becomes the owner. */
export function SetupPage() {
  const { t } = useTranslation();
  const token = useLinkToken();
  const setup = useQuery({ queryKey: ["setup"], queryFn: ({ signal }) => api.setup.get({ signal }) });
  if (setup.isPending) {
    return (
      <PublicFrame title={t("access.setup.title")}>
        <RowSkeletons rows={4} />
      </PublicFrame>
    );
  }
  if (setup.isError) {
    return (
      <PublicFrame title={t("access.setup.title")}>
        <ErrorState error={setup.error} onRetry={() => void setup.refetch()} />
      </PublicFrame>
    );
  }
  if (!setup.data.isNeeded) {
    return (
      <PublicFrame title={t("access.setup.doneTitle")} text={t("access.setup.doneText")}>
        <ButtonLink to="/sign-in" fullWidth>
          {t("access.signIn.verb")}
        </ButtonLink>
      </PublicFrame>
    );
  }
  return token === undefined ? <NoToken /> : <OwnerForm token={token} />;
}

function NoToken() {
  const { t } = useTranslation();
  return (
    <PublicFrame title={t("access.setup.title")} text={t("access.setup.noTokenText")}>
      <Alert color="gray" icon={<IconTerminal2 size={18} />}>
        <Text size="md">{t("access.setup.noTokenHint")}</Text>
        <Code block mt="xs" className={classes.address}>
          {`${window.location.origin}/setup#token=…`}
        </Code>
      </Alert>
    </PublicFrame>
  );
}

function OwnerForm({ token }: { readonly token: string }) {
  const { t, i18n } = useTranslation();
  const router = useRouter();
  const queryClient = useQueryClient();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { name: "", email: "", password: "" },
    validate: {
      name: isNotEmpty(t("common.required")),
      email: isEmail(t("access.emailInvalid")),
      password: isNotEmpty(t("common.required")),
    },
  });
  const complete = useAction({
    run: (values: { name: string; email: string; password: string }) =>
      api.setup.complete({ ...values, token, ...(isLanguage(i18n.language) && { language: i18n.language }) }),
    async onDone(me) {
      rememberSignedIn(queryClient, me);
      await router.navigate({ to: "/", replace: true });
    },
    onProblem: (error) => form.setErrors(fieldErrorsOf(error)),
  });
  return (
    <PublicFrame title={t("access.setup.title")} text={t("access.setup.text")}>
      <form onSubmit={form.onSubmit((values) => complete.mutate(values))} noValidate>
        <Stack>
          <FormProblem error={complete.error} />
          <TextInput
            key={form.key("name")}
            {...form.getInputProps("name")}
            label={t("access.name")}
            autoComplete="name"
            required
            withAsterisk={false}
            autoFocus
          />
          <TextInput
            key={form.key("email")}
            {...form.getInputProps("email")}
            label={t("access.email")}
            description={t("access.setup.emailHint")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
          />
          <NewPasswordField key={form.key("password")} {...form.getInputProps("password")} />
          <Button type="submit" fullWidth loading={complete.isPending}>
            {t("access.setup.verb")}
          </Button>
        </Stack>
      </form>
    </PublicFrame>
  );
}
