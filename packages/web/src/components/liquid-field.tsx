import { Button, Group, Menu, Text, Textarea, type TextareaProps } from "@mantine/core";
import { IconBraces } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { findText } from "./find-text.ts";
import classes from "./liquid-field.module.css";

interface LiquidFieldProps
  extends Pick<TextareaProps, "description" | "error" | "minRows" | "placeholder" | "disabled"> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** `answers`: in what answers a message, whose words can be named as well. */
  readonly where?: "everywhere" | "answers";
  /** In characters; what is written is counted against it. */
  readonly limit?: number;
}

/** An example: the name is for the writer to change. */
const CUSTOM_FIELD = "contact.fields.city";
/** A fallback and a condition, as people begin with them. */
const SNIPPETS = [
  { id: "fallback", text: '{{ contact.firstName | default: "" }}' },
  { id: "condition", text: "{% if contact.name %}{{ contact.name }}{% endif %}" },
] as const;

/** A text with placeholders, and a menu of what they can name. What is chosen comes in where the cursor is. */
export function LiquidField(props: LiquidFieldProps) {
  const { label, description, value, onChange, error, where = "everywhere", limit, minRows = 3, ...rest } = props;
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);

  function insert(text: string): void {
    const { selectionStart = value.length, selectionEnd = value.length } = field.current ?? {};
    onChange(value.slice(0, selectionStart) + text + value.slice(selectionEnd));
    const end = selectionStart + text.length;
    // After the menu has given the focus back, and the field has its new text.
    setTimeout(() => {
      field.current?.focus();
      field.current?.setSelectionRange(end, end);
    });
  }

  return (
    <Textarea
      {...rest}
      ref={field}
      label={label}
      description={description}
      error={error}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autosize
      minRows={minRows}
      maxRows={18}
      bottomSection={
        <Group justify="space-between" gap="xs" flex={1}>
          <VariableMenu where={where} onChoose={insert} disabled={rest.disabled ?? false} />
          {limit !== undefined && (
            <Text size="xs" c={value.length > limit ? "red" : "dimmed"} className={classes.count}>
              {t("fields.ofCharacters", { used: value.length, limit })}
            </Text>
          )}
        </Group>
      }
      classNames={{ bottomSection: classes.bar ?? "" }}
    />
  );
}

interface VariableMenuProps {
  readonly where: "everywhere" | "answers";
  readonly onChoose: (text: string) => void;
  readonly disabled: boolean;
}

function VariableMenu({ where, onChoose, disabled }: VariableMenuProps) {
  const { t } = useTranslation();
  const variables = useQuery({
    queryKey: ["templates", "variables"],
    queryFn: ({ signal }) => api.templates.listVariables({ signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const items = variables.data?.items.filter((one) => where === "answers" || one.where === "everywhere") ?? [];
  return (
    <Menu position="bottom-start" width={320} returnFocus={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconBraces size={14} aria-hidden />}
          disabled={disabled}
        >
          {t("fields.insert")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} className={classes.menu}>
        {items.map(({ name, description }) => (
          <Menu.Item key={name} onClick={() => onChoose(`{{ ${name} }}`)}>
            <span className={classes.variable}>
              {findText(`fields.variables.${name}`) ?? description}
              <code>{name}</code>
            </span>
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => onChoose(`{{ ${CUSTOM_FIELD} }}`)}>
          <span className={classes.variable}>
            {t("fields.customField")}
            <code>{CUSTOM_FIELD}</code>
          </span>
        </Menu.Item>
        <Menu.Divider />
        {SNIPPETS.map(({ id, text }) => (
          <Menu.Item key={id} onClick={() => onChoose(text)}>
            <span className={classes.variable}>
              {t(`fields.snippets.${id}`)}
              <code>{text}</code>
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
