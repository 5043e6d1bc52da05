import { useTranslation } from "react-i18next";
import { Page } from "../../components/page.tsx";
import { PasswordSection } from "./password-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";

/** One's own account. */
export function AccountPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("account.title")} text={t("account.text")} width="narrow">
      <ProfileSection />
      <PasswordSection />
      <SessionsSection />
    </Page>
  );
}
