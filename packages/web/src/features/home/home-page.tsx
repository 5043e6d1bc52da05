import { useTranslation } from "react-i18next";
import { Page } from "../../components/page.tsx";

export function HomePage() {
  const { t } = useTranslation();
  return (
    <Page title={t("home.title")} text={t("home.text")}>
      {null}
    </Page>
  );
}
