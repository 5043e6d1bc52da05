import { readFileSync } from "node:fs";
import { getCACertificates, setDefaultCACertificates } from "node:tls";

/** Where an emulator stands in for WhatsApp, files are fetched from it, too: fetch has no certificates of its own. */
export function trustMediaHost({ caFile }: { readonly caFile?: string }): void {
  if (caFile === undefined) return;
  const certificate = readFileSync(caFile, "utf8");
  const trusted = getCACertificates("default");
  if (!trusted.includes(certificate)) setDefaultCACertificates([...trusted, certificate]);
}
