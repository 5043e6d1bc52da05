import { ChasquiProblem } from "@chasqui/client";
import { Alert, List, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { describeError } from "./describe-error.ts";

/** Above a form that was refused: what was wrong and what helps. It takes the focus, so that it is read out and seen. Values stay. */
export function FormProblem({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) alert.current?.focus();
  }, [error]);
  if (!error) return null;
  const { title, mend } = describeError(error, t);
  const fields = error instanceof ChasquiProblem ? error.fields : [];
  return (
    <Alert ref={alert} tabIndex={-1} role="alert" color="red" icon={<IconAlertTriangle size={18} />} title={title}>
      {mend !== undefined && <Text size="md">{mend}</Text>}
      {fields.length > 0 && (
        <List size="sm">
          {fields.map(({ path, message }) => (
            <List.Item key={path}>
              {path.replace(/^body\./, "")}: {message}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}

/** What the server found wrong with each field, by the field's name, for `form.setErrors`. */
export function fieldErrorsOf(error: unknown): Record<string, string> {
  if (!(error instanceof ChasquiProblem)) return {};
  return Object.fromEntries(error.fields.map(({ path, message }) => [path.replace(/^body\./, ""), message]));
}
