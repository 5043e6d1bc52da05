import { Paper, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { DeviceMenu } from "../../app/shell/device-menu.tsx";
import classes from "./public-frame.module.css";

interface PublicFrameProps {
  readonly title: string;
  readonly text?: string | undefined;
  readonly children: ReactNode;
}

/** The pages before one is in: a card in the middle, and language and theme in the corner. */
export function PublicFrame({ title, text, children }: PublicFrameProps) {
  useDocumentTitle(`${title} · Chasqui`);
  return (
    <div className={classes.root}>
      <div className={classes.corner}>
        <DeviceMenu />
      </div>
      <main className={classes.main}>
        <div className={classes.brand}>
          <img src="/chasqui.svg" width={32} height={32} alt="" />
          Chasqui
        </div>
        <Paper withBorder className={classes.card}>
          <Stack gap="lg">
            <Stack gap={4}>
              <Title order={1}>{title}</Title>
              {text !== undefined && <Text c="dimmed">{text}</Text>}
            </Stack>
            {children}
          </Stack>
        </Paper>
      </main>
    </div>
  );
}
