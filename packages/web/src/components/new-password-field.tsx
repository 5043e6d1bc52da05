import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Where a new password is chosen, with what makes a good one. The server judges it. */
export function NewPasswordField(props: PasswordInputProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={t("common.newPassword.label")}
      description={t("common.newPassword.hint")}
      inputWrapperOrder={["label", "input", "description", "error"]}
      autoComplete="new-password"
      required
      withAsterisk={false}
      {...props}
    />
  );
}
