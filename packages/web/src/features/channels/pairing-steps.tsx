import { List } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** What to do on the phone. */
export function PairingSteps({ kind }: { readonly kind: "qr" | "code" }) {
  const { t } = useTranslation();
  return (
    <List type="ordered" size="md" spacing="xs">
      <List.Item>{t("channels.pairing.steps.open")}</List.Item>
      <List.Item>
        {t("channels.pairing.steps.android")}
        <br />
        {t("channels.pairing.steps.iphone")}
      </List.Item>
      <List.Item>{t(`channels.pairing.steps.${kind}`)}</List.Item>
    </List>
  );
}
