import { Button, Group, PasswordInput, Select, Stack, TextInput } from "@mantine/core";
import { isEmail, isNotEmpty, useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { isLanguage, LANGUAGES, type Language } from "../../app/languages.ts";
import { meQuery, useLanguageChoice, useMe } from "../../app/session.ts";
import { Section } from "../../components/detail.tsx";
import { FormProblem, fieldErrorsOf } from "../../components/form-problem.tsx";
import { useAction } from "../../components/use-action.ts";

interface Values {
  name: string;
  email: string;
  currentPassword: string;
  language: Language;
}

/** Name, e-mail address, language. Another address needs the password. */
export function ProfileSection() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const queryClient = useQueryClient();
  const chooseLanguage = useLanguageChoice();
  const form = useForm<Values>({
    initialValues: {
      name: me.name,
      email: me.email,
      currentPassword: "",
      language: isLanguage(i18n.language) ? i18n.language : "en",
    },
    validate: {
      name: isNotEmpty(t("common.required")),
      email: isEmail(t("access.emailInvalid")),
      currentPassword: (value, { email }) => (email !== me.email && value === "" ? t("common.required") : null),
    },
  });
  const isOtherEmail = form.values.email !== me.email;
  const save = useAction({
    run: ({ name, email, currentPassword }: Values) =>
      api.me.update({ name, ...(isOtherEmail && { email, currentPassword }) }),
    async onDone(saved, { language }) {
      queryClient.setQueryData(meQuery.queryKey, saved);
      if (language !== saved.language) await chooseLanguage(language);
      form.setInitialValues({ name: saved.name, email: saved.email, currentPassword: "", language });
      form.reset();
    },
    done: () => t("common.saved"),
    onProblem: (error) => form.setErrors(fieldErrorsOf(error)),
  });
  return (
    <Section title={t("account.profile.title")}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack maw={560}>
          <FormProblem error={save.error} />
          <TextInput {...form.getInputProps("name")} label={t("access.name")} autoComplete="name" />
          <TextInput {...form.getInputProps("email")} label={t("access.email")} type="email" autoComplete="username" />
          {isOtherEmail && (
            <PasswordInput
              {...form.getInputProps("currentPassword")}
              label={t("account.password.current")}
              description={t("account.profile.whyPassword")}
              inputWrapperOrder={["label", "input", "description", "error"]}
              autoComplete="current-password"
            />
          )}
          <Select
            {...form.getInputProps("language")}
            label={t("account.profile.language")}
            data={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
            allowDeselect={false}
          />
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
