import type { SandboxChat } from "@chasqui/client";
import { Button, Group, NumberInput, Stack, TextInput } from "@mantine/core";
import { isInRange, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../components/dialog.tsx";
import { useWrite } from "./use-write.ts";

interface LocationDialogProps {
  readonly chat: SandboxChat;
  readonly writer: SandboxChat | undefined;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

interface Values {
  latitude: number | string;
  longitude: number | string;
  name: string;
}

/** The main square of Cusco: somewhere to begin with. */
const SOMEWHERE: Values = { latitude: -13.51678, longitude: -71.97877, name: "Plaza de Armas" };

/** The person says where they are. */
export function LocationDialog({ chat, writer, isOpen, onClose }: LocationDialogProps) {
  const { t } = useTranslation();
  const write = useWrite(chat, writer);
  const form = useForm<Values>({
    initialValues: SOMEWHERE,
    validate: {
      latitude: (value) => isInRange({ min: -90, max: 90 }, t("sandbox.place.latitudeHint"))(toNumber(value)),
      longitude: (value) => isInRange({ min: -180, max: 180 }, t("sandbox.place.longitudeHint"))(toNumber(value)),
    },
  });
  function send({ latitude, longitude, name }: Values): void {
    const place = { type: "location", latitude: Number(latitude), longitude: Number(longitude) } as const;
    write.mutate({ content: { ...place, ...(name.trim() !== "" && { name: name.trim() }) } });
    onClose();
  }
  return (
    <Dialog opened={isOpen} onClose={onClose} title={t("sandbox.place.title")}>
      <form onSubmit={form.onSubmit(send)} noValidate>
        <Stack>
          <TextInput {...form.getInputProps("name")} label={t("sandbox.place.name")} maxLength={200} data-autofocus />
          <NumberInput
            {...form.getInputProps("latitude")}
            label={t("sandbox.place.latitude")}
            decimalScale={6}
            hideControls
          />
          <NumberInput
            {...form.getInputProps("longitude")}
            label={t("sandbox.place.longitude")}
            decimalScale={6}
            hideControls
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit">{t("sandbox.send")}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** A field that was emptied holds "". */
function toNumber(value: number | string): number | undefined {
  return value === "" ? undefined : Number(value);
}
