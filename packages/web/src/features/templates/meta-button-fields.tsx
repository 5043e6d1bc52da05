import { ActionIcon, Button, Group, Menu, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Section } from "../../components/detail.tsx";
import { META_BUTTON_TYPES, META_LIMITS, type MetaButton, mayAddButton } from "./meta-form.rules.ts";
import type { MetaForm } from "./template-form.ts";

const EXAMPLE_URL = "https://shop.example/{{1}}";

/** Buttons below the text, of three kinds. */
export function MetaButtonFields({ form }: { readonly form: MetaForm }) {
  const { t } = useTranslation();
  const { buttons } = form.values;
  const setButtons = (next: MetaButton[]) => {
    form.setFieldValue("buttons", next);
    for (const index of buttons.keys()) form.clearFieldError(`buttons.${index}`);
  };
  const change = (index: number, part: Partial<MetaButton>) =>
    setButtons(buttons.map((button, at) => (at === index ? { ...button, ...part } : button)));
  return (
    <Section title={t("templates.meta.buttons")} text={t("templates.meta.buttonsText")}>
      <Stack maw={560}>
        {buttons.map((button, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: buttons have no names
          <Stack key={index} gap={4}>
            <Text size="xs" c="dimmed">
              {t(`templates.meta.buttonTypes.${button.type}`)}
            </Text>
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <TextInput
                flex={1}
                aria-label={t("templates.meta.buttonText", { number: index + 1 })}
                placeholder={t("templates.meta.buttonText", { number: index + 1 })}
                value={button.text}
                onChange={(event) => change(index, { text: event.currentTarget.value })}
                error={form.errors[`buttons.${index}`]}
                maxLength={META_LIMITS.button}
              />
              {button.type === "URL" && (
                <TextInput
                  flex={2}
                  aria-label={t("templates.meta.buttonUrl", { number: index + 1 })}
                  placeholder={EXAMPLE_URL}
                  value={button.url}
                  onChange={(event) => change(index, { url: event.currentTarget.value })}
                  maxLength={META_LIMITS.url}
                />
              )}
              {button.type === "PHONE_NUMBER" && (
                <TextInput
                  flex={2}
                  type="tel"
                  aria-label={t("templates.meta.buttonPhone", { number: index + 1 })}
                  placeholder="+34 600 000 000"
                  value={button.phone}
                  onChange={(event) => change(index, { phone: event.currentTarget.value })}
                  maxLength={META_LIMITS.phone}
                />
              )}
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t("templates.meta.removeButton", { number: index + 1 })}
                onClick={() => setButtons(buttons.filter((_, at) => at !== index))}
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
          </Stack>
        ))}
        <Group>
          <Menu position="bottom-start">
            <Menu.Target>
              <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />}>
                {t("templates.meta.addButton")}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {META_BUTTON_TYPES.map((type) => (
                <Menu.Item
                  key={type}
                  disabled={!mayAddButton(buttons, type)}
                  onClick={() => setButtons([...buttons, { type, text: "", url: "", phone: "" }])}
                >
                  {t(`templates.meta.buttonTypes.${type}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Stack>
    </Section>
  );
}
