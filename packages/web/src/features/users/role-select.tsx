import type { UserRole } from "@chasqui/client";
import { Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMe } from "../../app/session.ts";

/** The most powerful first. */
export const ROLES = ["owner", "manager", "agent", "viewer"] as const satisfies readonly UserRole[];

interface RoleSelectProps {
  readonly value: UserRole;
  readonly onChange: (role: UserRole) => void;
  readonly disabled?: boolean;
}

/** The roles with what each may do. One can't give more than one has. */
export function RoleSelect({ value, onChange, disabled = false }: RoleSelectProps) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Radio.Group label={t("access.role")} value={value} onChange={(role) => onChange(role as UserRole)}>
      <Stack gap="sm" mt={6}>
        {ROLES.map((role) => (
          <Radio
            key={role}
            value={role}
            label={t(`access.roles.${role}.name`)}
            description={t(`access.roles.${role}.text`)}
            disabled={disabled || ROLES.indexOf(role) < ROLES.indexOf(me.role)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
