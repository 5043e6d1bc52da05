import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../components/links.tsx";

interface AddButtonsProps {
  readonly verb: string;
  readonly isAdding: boolean;
}

export function AddButtons({ verb, isAdding }: AddButtonsProps) {
  const { t } = useTranslation();
  return (
    <Group gap="xs">
      <Button type="submit" loading={isAdding}>
        {verb}
      </Button>
      <ButtonLink to="/channels" variant="default">
        {t("common.cancel")}
      </ButtonLink>
    </Group>
  );
}
