import { Code, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "../../components/detail.tsx";
import classes from "./environment-section.module.css";

const FILE = ".env";
/** What the server must know before it can read any setting. */
const VARIABLES = [
  "CHASQUI_PUBLIC_URL",
  "HOST",
  "PORT",
  "DATABASE_URL",
  "CHASQUI_DATA_DIR",
  "CHASQUI_SECRET",
  "CHASQUI_REQUESTS_PER_MINUTE",
  "CHASQUI_CORS_ORIGINS",
] as const;

/** What only the environment decides, and needs a restart. */
export function EnvironmentSection() {
  const { t } = useTranslation();
  return (
    <Section title={t("settings.environment.title")} text={t("settings.environment.text")}>
      <Stack>
        <dl className={classes.list}>
          {VARIABLES.map((name) => (
            <div key={name}>
              <dt>
                <Code>{name}</Code>
              </dt>
              <dd>{t(`settings.environment.variables.${name}`)}</dd>
            </div>
          ))}
        </dl>
        <Text size="sm" c="dimmed">
          {t("settings.environment.how")} <Code>{FILE}</Code>
        </Text>
      </Stack>
    </Section>
  );
}
