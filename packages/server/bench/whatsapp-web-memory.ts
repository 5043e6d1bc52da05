/** Memory of a server with WhatsApp Web sessions that have nothing to do, its database included, 60 s after the last one was connected. */
import type { WhatsappWebEmulator } from "@chasqui/whatsapp-web-emulator";
import { startEmulatedWhatsapp } from "../test/linked-device-app.ts";
import { waitUntil } from "../test/wait-until.ts";
import { type BenchServer, startBenchServer } from "./bench-server.ts";
import { proportionalMemoryMb } from "./cpu.ts";
import type { Finding } from "./report.ts";

const IDLE_MS = 60_000;
const TARGET_MB = 200;
const SESSIONS = 20;
const CONNECTED_WITHIN_MS = 60_000;
/** Whether a phone is connected by now is asked every few milliseconds. */
const ASKS_OFTEN = "1000000";

export async function measureWhatsappWebMemory({ rounds }: { rounds: number }): Promise<Finding[]> {
  const ofOne: number[] = [];
  const ofEachFurther: number[] = [];
  const parts: string[] = [];
  for (let round = 0; round < rounds; round++) {
    await using undo = new AsyncDisposableStack();
    const { emulator, env } = undo.use(await startEmulatedWhatsapp());
    const server = undo.use(await startBenchServer({ env: { ...env, CHASQUI_REQUESTS_PER_MINUTE: ASKS_OFTEN } }));
    await connect(server, emulator, 0);
    const one = await memoryAtRest(server);
    for (let index = 1; index < SESSIONS; index++) await connect(server, emulator, index);
    const all = await memoryAtRest(server);
    ofOne.push(one.serverMb + one.databaseMb);
    ofEachFurther.push((all.serverMb + all.databaseMb - one.serverMb - one.databaseMb) / (SESSIONS - 1));
    parts.push(`${Math.round(one.serverMb)} + ${Math.round(one.databaseMb)}`);
  }
  return [
    {
      work: "memory of server and database with one WhatsApp Web session, 60 s after it was connected",
      unit: "MB (PSS)",
      ours: ofOne,
      target: `≤ ${TARGET_MB} MB`,
      isMet: Math.max(...ofOne) <= TARGET_MB,
      notes: [
        `server + database by round: ${parts.join(", ")}; NODE_ENV=production; one connection of the bench is counted in`,
      ],
    },
    {
      work: `each further session, of ${SESSIONS}`,
      unit: "MB (PSS)",
      ours: ofEachFurther,
      target: "stated",
      notes: [],
    },
  ];
}

async function memoryAtRest(server: BenchServer): Promise<{ serverMb: number; databaseMb: number }> {
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  return {
    serverMb: proportionalMemoryMb([server.process.pid]),
    databaseMb: proportionalMemoryMb(await server.databasePids()),
  };
}

/** Adds a channel and links it to a phone of its own. */
async function connect(server: BenchServer, emulator: WhatsappWebEmulator, index: number): Promise<void> {
  const phone = emulator.createPhone({ number: `519000010${String(index).padStart(2, "0")}`, name: `Shop ${index}` });
  const made = { kind: "linked-device", name: `Shop ${index}`, config: {} };
  const { id } = await server.api<{ id: string }>("POST", "/channels", made);
  await server.api("POST", `/channels/${id}/pairing`, {});
  const { offer } = await waitUntil(
    () => server.api<{ offer: { text: string } | null }>("GET", `/channels/${id}/pairing`),
    (pairing) => pairing.offer !== null,
    CONNECTED_WITHIN_MS,
  );
  await phone.scan(offer?.text ?? "");
  await waitUntil(
    () => server.api<{ state: string }>("GET", `/channels/${id}/session`),
    (session) => session.state === "connected",
    CONNECTED_WITHIN_MS,
  );
}
