#!/usr/bin/env node
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startWhatsappWebEmulator } from "./emulator.ts";

const HELP = `Stands in for WhatsApp Web's servers and the phones behind them.

  --port 4020          socket and control API
  --media-port 4021    media host (TLS)
  --ca-file PATH       writes the media host's certificate, for NODE_EXTRA_CA_CERTS
  --history small|none what a newly linked device gets from its phone
  --root-seed TEXT     the root key is made from it; the same text, the same key
  --phone NUMBER       a phone to start with; may be given several times
  --contact NUMBER     a contact to start with; may be given several times
  --help`;

function readPort(name: string, given: string): number {
  if (!/^\d+$/.test(given)) throw new Error(`--${name} must be a whole number, not "${given}"`);
  return Number(given);
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4020" },
      "media-port": { type: "string", default: "4021" },
      history: { type: "string", default: "small" },
      "ca-file": { type: "string" },
      "root-seed": { type: "string" },
      phone: { type: "string", multiple: true, default: ["+1 555 010 0001"] },
      contact: { type: "string", multiple: true, default: ["+1 555 010 0002", "+1 555 010 0003"] },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  if (values.history !== "small" && values.history !== "none") throw new Error("--history must be small or none");
  silenceSignalLibrary();
  const emulator = await startWhatsappWebEmulator({
    port: readPort("port", values.port),
    mediaPort: readPort("media-port", values["media-port"]),
    history: values.history,
    rootSeed: values["root-seed"],
  });
  if (values["ca-file"] !== undefined) writeFileSync(values["ca-file"], emulator.mediaCa);
  const phones = values.phone.map((number) => emulator.createPhone({ number }));
  const contacts = values.contact.map((number) => emulator.createContact({ number }));
  process.stdout.write(`WhatsApp Web emulator on ${emulator.url} (control API: ${emulator.controlUrl}/__emu)
Media host: https://${emulator.mediaHost}
Root key: ${emulator.rootKey.toString("hex")}
Phones: ${phones.map((phone) => phone.number).join(", ")}
Contacts: ${contacts.map((contact) => contact.number).join(", ")}

Link a device: curl ${emulator.controlUrl}/__emu/phones/${phones[0]?.number ?? "NUMBER"}/scan -d '{"qr":"…"}'
`);
  const stop = () => {
    void emulator.stop().then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

/** The Signal library prints session keys with `console`; in this process nobody else uses it once started. */
function silenceSignalLibrary(): void {
  for (const method of ["info", "warn", "error", "log"] as const) console[method] = () => undefined;
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
