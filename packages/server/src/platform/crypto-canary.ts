import { sql } from "kysely";
import type { SecretBox } from "./crypto.ts";
import type { Db } from "./db/index.ts";
import { ChasquiError } from "./errors.ts";

const CANARY_CONTEXT = "instance:canary";
const CANARY_TEXT = "chasqui";

/** The database was made with another secret than this server has. */
export class SecretMismatch extends ChasquiError {
  constructor(cause: unknown) {
    super("refused", "secret-mismatch", "This server's secret is not the one the database was first started with.", {
      mend: "Start with the same CHASQUI_SECRET, or with the secret.key file of the same data folder, as before and as on every other node.",
      cause,
    });
  }
}

function createCanary(box: SecretBox): Buffer {
  return box.seal(CANARY_TEXT, CANARY_CONTEXT);
}

/** @throws SecretMismatch */
function verifyCanary(box: SecretBox, canary: Buffer): void {
  try {
    box.open(canary, CANARY_CONTEXT);
  } catch (cause) {
    throw new SecretMismatch(cause);
  }
}

/** Proves that this node holds the secret of the database; the first node ever leaves the proof for all later ones.
 *  @throws SecretMismatch */
export async function checkCanary(db: Db, box: SecretBox): Promise<void> {
  await sql`insert into instance (id, canary) values (1, ${createCanary(box)}) on conflict (id) do nothing`.execute(db);
  const { rows } = await sql<{ canary: Buffer }>`select canary from instance where id = 1`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("the instance row is missing right after it was inserted");
  verifyCanary(box, row.canary);
}
