import { CloseButton, Paper, Text, Title } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconChevronRight, IconCircle, IconCircleCheckFilled } from "@tabler/icons-react";
import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "../../app/session.ts";
import classes from "./first-steps.module.css";
import { FIRST_STEPS } from "./steps.ts";

/** What comes next in a new installation. Gone once all is done, or when somebody closes it. */
export function FirstSteps() {
  const { t } = useTranslation();
  const { scopes } = useMe();
  const [isClosed, setClosed] = useLocalStorage({
    key: "chasqui-first-steps-closed",
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const steps = FIRST_STEPS.filter(({ scope }) => scopes.includes(scope));
  const states = useQueries({
    queries: steps.map(({ queryKey, isDone }) => ({
      queryKey,
      queryFn: ({ signal }: { signal: AbortSignal }) => isDone(signal),
    })),
  });
  const isKnown = states.every(({ data }) => data !== undefined);
  const done = states.filter(({ data }) => data === true).length;
  if (isClosed || !isKnown || done === steps.length) return null;
  return (
    <Paper withBorder component="section" className={classes.root} aria-labelledby="first-steps">
      <div className={classes.top}>
        <div>
          <Title order={2} id="first-steps">
            {t("home.steps.title")}
          </Title>
          <Text c="dimmed">{t("home.steps.progress", { done: done + 1, all: steps.length + 1 })}</Text>
        </div>
        <CloseButton aria-label={t("home.steps.close")} onClick={() => setClosed(true)} />
      </div>
      <ol className={classes.steps}>
        <li className={classes.step} data-done>
          <IconCircleCheckFilled size={20} aria-label={t("home.steps.done")} role="img" />
          <Text span>{t("home.steps.account")}</Text>
        </li>
        {steps.map(({ id, title, text, to }, index) =>
          states[index]?.data === true ? (
            <li key={id} className={classes.step} data-done>
              <IconCircleCheckFilled size={20} aria-label={t("home.steps.done")} role="img" />
              <Text span>{t(title)}</Text>
            </li>
          ) : (
            <li key={id}>
              <Link to={to} className={classes.step}>
                <IconCircle size={20} stroke={1.5} aria-hidden />
                <span className={classes.body}>
                  <Text span fw={500}>
                    {t(title)}
                  </Text>
                  <Text span size="sm" c="dimmed">
                    {t(text)}
                  </Text>
                </span>
                <IconChevronRight size={18} aria-hidden />
              </Link>
            </li>
          ),
        )}
      </ol>
    </Paper>
  );
}
