import { Checkbox, Input, Stack, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Scope, useMe } from "../../app/session.ts";
import { findText } from "../../components/find-text.ts";
import classes from "./scope-picker.module.css";
import { groupScopes } from "./scopes.rules.ts";

interface ScopePickerProps {
  readonly value: readonly Scope[];
  readonly onChange: (scopes: Scope[]) => void;
  readonly error?: string | undefined;
}

/** Which scopes a key gets: only those that its maker has. */
export function ScopePicker({ value, onChange, error }: ScopePickerProps) {
  const { t } = useTranslation();
  const { scopes } = useMe();
  const verbOf = (scope: Scope) => {
    const verb = scope.split(":")[1] ?? "";
    return findText(`apiKeys.verbs.${verb}`) ?? verb;
  };
  const isAdmin = value.includes("admin");
  const toggle = (scope: Scope) =>
    onChange(value.includes(scope) ? value.filter((held) => held !== scope) : [...value, scope]);
  return (
    <Input.Wrapper label={t("apiKeys.scopes")} description={t("apiKeys.scopesHint")} error={error}>
      <Stack gap="xs" mt={6}>
        {scopes.includes("admin") && (
          <Checkbox
            label={t("apiKeys.everything")}
            description={t("apiKeys.everythingHint")}
            checked={isAdmin}
            onChange={() => onChange(isAdmin ? [] : ["admin"])}
          />
        )}
        {!isAdmin && (
          <Table className={classes.table}>
            <Table.Tbody>
              {groupScopes(scopes).map((group) => (
                <Table.Tr key={group.resource}>
                  <Table.Th scope="row">
                    <code>{group.resource}</code>
                  </Table.Th>
                  <Table.Td>
                    <div className={classes.choices}>
                      {group.scopes.map((scope) => (
                        <Checkbox
                          key={scope}
                          size="xs"
                          label={verbOf(scope)}
                          aria-label={`${group.resource}: ${verbOf(scope)}`}
                          checked={value.includes(scope)}
                          onChange={() => toggle(scope)}
                        />
                      ))}
                    </div>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Stack>
    </Input.Wrapper>
  );
}
