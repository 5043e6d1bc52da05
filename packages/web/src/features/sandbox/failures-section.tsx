import type { PlanSandboxFailuresData, SandboxChat } from "@chasqui/client";
import { Badge, Button, NumberInput, Select } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { useAction } from "../../components/use-action.ts";
import { ControlSection } from "./control-section.tsx";
import classes from "./controls.module.css";
import { HINT_BELOW } from "./hint-below.ts";
import { gatherFailures } from "./phone-message.rules.ts";
import { PHONE_CHANGES } from "./queries.ts";

type Failure = NonNullable<PlanSandboxFailuresData["body"]>["kind"];

/** The gravest last. */
const FAILURES = [
  "refused",
  "not-on-whatsapp",
  "fails-later",
  "try-again",
  "too-fast-to-contact",
  "too-fast",
  "unreachable",
  "later",
  "lost",
  "answer-lost",
  "slow",
  "access-revoked",
] as const satisfies readonly Failure[];

const MOST_TIMES = 20;

/** Has the next messages to this chat fail as those of a real platform do. */
export function FailuresSection({ chat }: { readonly chat: SandboxChat }) {
  const { t } = useTranslation();
  const mayWrite = useCan("sandbox:write");
  const form = useForm<{ kind: Failure; times: number }>({ initialValues: { kind: "refused", times: 1 } });
  const plan = useAction({
    run: (failures: { kind: Failure; times: number }) => api.sandbox.planFailures(chat.id, failures),
    changes: PHONE_CHANGES,
  });
  const clear = useAction({ run: () => api.sandbox.clearFailures(chat.id), changes: PHONE_CHANGES });
  const planned = gatherFailures(chat.failures);
  if (!mayWrite && planned.length === 0) return null;
  return (
    <ControlSection
      title={t("sandbox.failures.title")}
      action={
        mayWrite &&
        planned.length > 0 && (
          <Button size="compact-sm" variant="subtle" loading={clear.isPending} onClick={() => clear.mutate()}>
            {t("sandbox.failures.clear")}
          </Button>
        )
      }
    >
      {planned.length > 0 && (
        <ul className={classes.failures} aria-label={t("sandbox.failures.planned")}>
          {planned.map(({ kind, times }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing but their order
            <li key={index}>
              <Badge color="red" variant="light" tt="none">
                {t(`sandbox.failures.kinds.${kind}.name`)}
                {times > 1 && ` × ${times}`}
              </Badge>
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <>
          <Select
            {...form.getInputProps("kind")}
            label={t("sandbox.failures.kind")}
            description={t(`sandbox.failures.kinds.${form.values.kind}.text`)}
            inputWrapperOrder={HINT_BELOW}
            data={FAILURES.map((kind) => ({ value: kind, label: t(`sandbox.failures.kinds.${kind}.name`) }))}
            allowDeselect={false}
            maxDropdownHeight={360}
          />
          <form
            className={classes.plan}
            onSubmit={form.onSubmit(({ kind, times }) => plan.mutate({ kind, times: Number(times) || 1 }))}
          >
            <NumberInput
              {...form.getInputProps("times")}
              label={t("sandbox.failures.times")}
              min={1}
              max={MOST_TIMES}
              clampBehavior="strict"
              allowDecimal={false}
            />
            <Button type="submit" variant="default" loading={plan.isPending}>
              {t("sandbox.failures.plan", { count: Number(form.values.times) || 1 })}
            </Button>
          </form>
        </>
      )}
    </ControlSection>
  );
}
