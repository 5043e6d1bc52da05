/** From what drivers and rules notice to alerts. */
import type { Tx } from "../platform/db/index.ts";
import type { Particulars } from "../platform/errors.ts";
import type { Notice } from "./management.ts";

/** Where alerts go; whoever composes the server says which domain takes them. */
export interface AlertSink {
  raise(
    tx: Tx,
    alert: {
      kind: string;
      subject: string;
      channelId?: string | undefined;
      severity: "info" | "warning" | "critical";
      title: string;
      detail?: string | undefined;
      mend?: string | undefined;
      particulars?: Particulars | undefined;
    },
  ): Promise<void>;
  resolve(tx: Tx, kind: string, subject: string): Promise<void>;
}

/** Always in the same order: two transactions that touch the same alerts must not wait for each other. */
export async function applyNotices(
  sink: AlertSink,
  tx: Tx,
  channelId: string,
  notices: readonly Notice[],
  subject = `channel:${channelId}`,
): Promise<void> {
  const key = (notice: Notice) => `${notice.kind}\n${notice.about ?? ""}`;
  const sorted = [...notices].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  for (const { state, about, ...notice } of sorted) {
    const whole = about === undefined ? subject : `${subject}/${about}`;
    if (state === "over") await sink.resolve(tx, notice.kind, whole);
    else
      await sink.raise(tx, {
        ...(notice as Omit<Extract<Notice, { state: "raised" }>, "state" | "about">),
        subject: whole,
        channelId,
      });
  }
}
