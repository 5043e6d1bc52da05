import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMe } from "../../app/session.ts";
import { Page } from "../../components/page.tsx";
import { AttentionSection } from "./attention-section.tsx";
import { ChannelsSection } from "./channels-section.tsx";
import { FirstSteps } from "./first-steps.tsx";

/** How Chasqui is doing, what needs a person, and for a new installation what comes next. */
export function HomePage() {
  const { t } = useTranslation();
  const { name } = useMe();
  return (
    <Page title={t("home.greeting", { name })} text={t("home.text")}>
      <Stack gap="md">
        <FirstSteps />
        <AttentionSection />
        <ChannelsSection />
      </Stack>
    </Page>
  );
}
