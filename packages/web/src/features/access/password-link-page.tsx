import { Button, Stack, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { rememberSignedIn } from "../../app/session.ts";
import { ErrorState } from "../../components/error-state.tsx";
import { FormProblem, fieldErrorsOf } from "../../components/form-problem.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { NewPasswordField } from "../../components/new-password-field.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { useAction } from "../../components/use-action.ts";
import { PublicFrame } from "./public-frame.tsx";
import { useLinkToken } from "./use-link-token.ts";

type Purpose = "invitation" | "password-reset";

/** Where somebody chooses a password by a one-time link: for the first time, or a new one. */
export function PasswordLinkPage({ purpose }: { readonly purpose: Purpose }) {
  const { t } = useTranslation();
  const token = useLinkToken() ?? "";
  const link = useQuery({
    queryKey: ["links", token],
    queryFn: ({ signal }) => api.links.inspect({ token }, { signal }),
    enabled: token !== "",
  });
  const title = t(purpose === "invitation" ? "access.invitation.title" : "access.reset.title");
  if (link.isSuccess)
    return <PasswordForm purpose={purpose} token={token} email={link.data.email} name={link.data.name} />;
  return (
    <PublicFrame title={title} text={token === "" ? t("access.linkIncomplete") : undefined}>
      {link.isLoading && <RowSkeletons rows={3} />}
      {link.isError && <ErrorState error={link.error} />}
      {(link.isError || token === "") && (
        <ButtonLink to="/sign-in" variant="default" fullWidth>
          {t("access.signIn.verb")}
        </ButtonLink>
      )}
    </PublicFrame>
  );
}

interface PasswordFormProps {
  readonly purpose: Purpose;
  readonly token: string;
  readonly email: string | null;
  readonly name: string | null;
}

function PasswordForm({ purpose, token, email, name }: PasswordFormProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const queryClient = useQueryClient();
  const isInvitation = purpose === "invitation";
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { name: name ?? "", password: "" },
    validate: { name: isNotEmpty(t("common.required")), password: isNotEmpty(t("common.required")) },
  });
  const accept = useAction({
    run: (values: { name: string; password: string }) =>
      isInvitation
        ? api.invitations.accept({ token, ...values })
        : api.passwordResets.accept({ token, password: values.password }),
    async onDone(me) {
      rememberSignedIn(queryClient, me);
      await router.navigate({ to: "/", replace: true });
    },
    onProblem: (error) => form.setErrors(fieldErrorsOf(error)),
  });
  return (
    <PublicFrame
      title={t(isInvitation ? "access.invitation.title" : "access.reset.title")}
      text={t(isInvitation ? "access.invitation.text" : "access.reset.text")}
    >
      <form onSubmit={form.onSubmit((values) => accept.mutate(values))} noValidate>
        <Stack>
          <FormProblem error={accept.error} />
          <TextInput label={t("access.email")} value={email ?? ""} readOnly autoComplete="username" variant="filled" />
          {isInvitation && (
            <TextInput
              key={form.key("name")}
              {...form.getInputProps("name")}
              label={t("access.name")}
              autoComplete="name"
              required
              withAsterisk={false}
            />
          )}
          <NewPasswordField key={form.key("password")} {...form.getInputProps("password")} autoFocus />
          <Button type="submit" fullWidth loading={accept.isPending}>
            {t(isInvitation ? "access.invitation.verb" : "access.reset.verb")}
          </Button>
        </Stack>
      </form>
    </PublicFrame>
  );
}
