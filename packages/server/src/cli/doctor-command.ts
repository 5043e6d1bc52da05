import type { Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import { type Check, runDoctor } from "./doctor.ts";
import { EXIT_FAILED } from "./exit-codes.ts";

const MARKS = { ok: "ok     ", warning: "warning", failed: "FAILED " } as const;

export function addDoctorCommand(program: Command, context: CommandContext): void {
  program
    .command("doctor")
    .description("check everything that can be wrong with this installation, and say how to mend it")
    .action(async () => {
      const checks = await runDoctor(context.loadConfig(), context.logger);
      for (const check of checks) print(check, context);
      const failed = checks.filter((check) => check.state === "failed").length;
      const warnings = checks.filter((check) => check.state === "warning").length;
      context.console.tell(summary(failed, warnings));
      if (failed > 0) context.setExitCode(EXIT_FAILED);
    });
}

function print(check: Check, { console }: CommandContext): void {
  console.print(`${MARKS[check.state]}  ${check.name}: ${check.detail}`);
  if (check.state !== "ok" && check.mend !== undefined) console.print(`         → ${check.mend}`);
}

function summary(failed: number, warnings: number): string {
  if (failed > 0) return `${failed} to mend.`;
  return warnings > 0 ? `Nothing is broken; ${warnings} to look at.` : "All is well.";
}
