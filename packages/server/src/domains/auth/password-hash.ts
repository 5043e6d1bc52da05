import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { ChasquiError } from "../../platform/errors.ts";

/** Slow digests of passwords: Argon2id, written as `$argon2id$v=19$m=…,t=…,p=…$salt$digest`, so that its cost can be raised and old
 *  digests still be read. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** undefined as `hash` takes as long as a real one, and is never right. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
  /** Whether a digest was made at another cost than today's. */
  isOutdated(hash: string): boolean;
}

interface Cost {
  /** In KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP's recommendation (Password Storage Cheat Sheet); some 50 ms. More memory would hurt the small machines we are made for. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;
/** Each takes 19 MiB and one of libuv's four threads, which files and DNS need too. */
const AT_ONCE = 2;
const WAITING_AT_MOST = 40;

const FORMAT = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

const deriveArgon2 = promisify(argon2);

export function createPasswordHasher(): PasswordHasher {
  const limit = createLimit(AT_ONCE, WAITING_AT_MOST);
  const derive = (password: string, salt: Buffer, { memory, passes, parallelism }: Cost): Promise<Buffer> => {
    // The same letters, typed as one or as two characters, are the same password.
    const message = password.normalize("NFKC");
    const parameters: Argon2Parameters = { message, nonce: salt, memory, passes, parallelism, tagLength: TAG_BYTES };
    return limit(() => deriveArgon2("argon2id", parameters));
  };

  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      return format(COST, salt, await derive(password, salt, COST));
    },
    async verify(password, hash) {
      const { cost, salt, digest } = hash === undefined ? nobodys() : parse(hash);
      const derived = await derive(password, salt, cost);
      return timingSafeEqual(derived, digest) && hash !== undefined;
    },
    isOutdated(hash) {
      const { cost } = parse(hash);
      return cost.memory !== COST.memory || cost.passes !== COST.passes || cost.parallelism !== COST.parallelism;
    },
  };
}

interface ParsedHash {
  readonly cost: Cost;
  readonly salt: Buffer;
  readonly digest: Buffer;
}

function nobodys(): ParsedHash {
  return { cost: COST, salt: randomBytes(SALT_BYTES), digest: Buffer.alloc(TAG_BYTES) };
}

function format({ memory, passes, parallelism }: Cost, salt: Buffer, digest: Buffer): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${toBase64(salt)}$${toBase64(digest)}`;
}

function parse(hash: string): ParsedHash {
  const [, memory, passes, parallelism, salt = "", digest = ""] = FORMAT.exec(hash) ?? [];
  if (memory === undefined) throw new Error("a stored password digest is not readable");
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, "base64"),
    digest: Buffer.from(digest, "base64"),
  };
}

/** Without padding, as the format demands. */
function toBase64(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}

/** Runs at most `atOnce` at a time and lets a few wait; beyond that it refuses, or a flood would fill the memory. */
function createLimit(atOnce: number, waitingAtMost: number) {
  let running = 0;
  const waiting: Array<() => void> = [];
  return async function runLimited<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      if (waiting.length >= waitingAtMost) throw new TooManyAtOnce();
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}

class TooManyAtOnce extends ChasquiError {
  constructor() {
    super("unavailable", "too-many-at-once", "Too many people sign in at this moment.", {
      mend: "Try again in a few seconds.",
      detail: { retryAfterMs: 3_000 },
    });
  }
}
