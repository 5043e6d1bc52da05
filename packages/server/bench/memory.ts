/** Memory of a server that has nothing to do, its database included, 60 s after it was ready. */
import { startBenchServer } from "./bench-server.ts";
import { proportionalMemoryMb } from "./cpu.ts";
import type { Finding } from "./report.ts";

const IDLE_MS = 60_000;
const TARGET_MB = 200;

export async function measureMemory({ rounds }: { rounds: number }): Promise<Finding[]> {
  const whole: number[] = [];
  const parts: string[] = [];
  for (let round = 0; round < rounds; round++) {
    await using server = await startBenchServer();
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    // The connection that asks is ours, not the server's: it costs what one connection costs.
    const databaseMb = proportionalMemoryMb(await server.databasePids());
    const serverMb = proportionalMemoryMb([server.process.pid]);
    whole.push(serverMb + databaseMb);
    parts.push(`${Math.round(serverMb)} + ${Math.round(databaseMb)}`);
  }
  return [
    {
      work: "idle memory of server and database, 60 s after ready",
      unit: "MB (PSS)",
      ours: whole,
      target: `≤ ${TARGET_MB} MB`,
      isMet: Math.max(...whole) <= TARGET_MB,
      notes: [
        `server + database by round: ${parts.join(", ")}; NODE_ENV=production, no channel; one connection of the bench is counted in`,
      ],
    },
  ];
}
