/**
 * PostgreSQL's settings. Pure.
 *
 * They are sized for a Raspberry Pi with 1 GB, where server and database together may use 200 MB when idle, and for a
 * database whose hot tables are queues: small, and rewritten all the time.
 */
export interface SettingsInput {
  socketDir: string | undefined; // undefined: Windows, TCP on loopback
  port: number;
  maxConnections: number;
  durability: "full" | "off";
  /** Win over everything here. */
  extra: Record<string, string>;
}

export const DEFAULT_MAX_CONNECTIONS = 40;

export function buildSettings(input: SettingsInput): Record<string, string> {
  return {
    ...connections(input),
    ...MEMORY,
    ...WRITE_AHEAD_LOG,
    ...AUTOVACUUM,
    ...LOG,
    ...LANGUAGE,
    ...(input.durability === "off" ? NO_DURABILITY : DURABILITY),
    ...input.extra,
  };
}

/** Text of postgresql.conf. Values are quoted; a quote inside is doubled. */
export function renderSettings(settings: Record<string, string>): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  return `# Written by Chasqui at every start: changes made here are lost.\n${lines.join("\n")}\n`;
}

function connections({ socketDir, port, maxConnections }: SettingsInput): Record<string, string> {
  return {
    // No TCP port: nothing to scan, no collision with a PostgreSQL that is already on this machine.
    listen_addresses: socketDir === undefined ? "127.0.0.1" : "",
    // It is a comma-separated list: the quotes keep a path with spaces whole.
    unix_socket_directories: socketDir === undefined ? "" : `"${socketDir}"`,
    unix_socket_permissions: "0700",
    port: String(port),
    // One server's pool, its listeners and a CLI command beside it. Each slot costs shared memory.
    max_connections: String(maxConnections),
    password_encryption: "scram-sha-256",
    ssl: "off",
  };
}

const MEMORY: Record<string, string> = {
  // The system's file cache does the rest; measured working sets of a small business fit.
  shared_buffers: "32MB",
  // What the planner may assume to be cached by the system on a 1 GB machine.
  effective_cache_size: "256MB",
  work_mem: "4MB",
  // Index builds of a million-row import still fit in a few passes.
  maintenance_work_mem: "48MB",
  // PostgreSQL 18 starts three I/O worker processes by default. With data that fits in cache they only cost memory.
  io_method: "sync",
  // Our queries are short: planning for parallel workers and compiling to machine code cost more than they save.
  max_parallel_workers_per_gather: "0",
  max_worker_processes: "2",
  jit: "off",
  // SD cards and SSDs find a random page about as fast as the next one.
  random_page_cost: "1.1",
  huge_pages: "off",
};

const WRITE_AHEAD_LOG: Record<string, string> = {
  // Nothing replicates from this cluster (backups copy rows in one snapshot), so log only what a crash needs.
  wal_level: "minimal",
  max_wal_senders: "0",
  max_logical_replication_workers: "0", // else a launcher process waits for work that never comes
  // A page's first change after a checkpoint is logged whole. Fewer checkpoints mean fewer whole pages on an SD card;
  // the size bounds both the disk used and the time a crash recovery takes (a few seconds).
  checkpoint_timeout: "15min",
  max_wal_size: "512MB",
  min_wal_size: "80MB",
};

const AUTOVACUUM: Record<string, string> = {
  // The default waits until a fifth of a table is dead. A queue's dead rows lie at the front of its index, where every
  // claim reads past them, so clean early and often; an untouched large table costs nothing.
  autovacuum_naptime: "10s",
  autovacuum_vacuum_threshold: "200",
  autovacuum_vacuum_scale_factor: "0.02",
  autovacuum_vacuum_insert_scale_factor: "0.05",
  autovacuum_analyze_threshold: "200",
  autovacuum_analyze_scale_factor: "0.05",
  // One worker for the queues while another is busy with a large table.
  autovacuum_max_workers: "2",
  autovacuum_worker_slots: "2",
  // Let a run end quickly rather than trickle along behind the writers.
  autovacuum_vacuum_cost_limit: "1000",
};

const LOG: Record<string, string> = {
  // To stderr, which is a file that the server rotates: a collector process would cost memory for nothing.
  logging_collector: "off",
  log_destination: "stderr",
  log_line_prefix: "%m [%p] ",
  log_timezone: "UTC",
  // What goes wrong with the database itself. Failed statements are reported to the server, which logs them without
  // people's data; here their text and details would put message bodies and phone numbers in a file.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_checkpoints: "off",
};

const LANGUAGE: Record<string, string> = {
  // The same on every machine, whatever LANG and TZ were at the first start.
  timezone: "UTC",
  datestyle: "iso, ymd",
  lc_messages: "C", // our checks read PostgreSQL's messages
  lc_monetary: "C",
  lc_numeric: "C",
  lc_time: "C",
  client_encoding: "UTF8",
  // Contacts write in many languages: no stemming by one of them.
  default_text_search_config: "pg_catalog.simple",
};

const DURABILITY: Record<string, string> = {
  // A webhook answered 200 and a message accepted must survive a power cut.
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
};

/** Tests only: a crash of the machine may destroy the cluster. */
const NO_DURABILITY: Record<string, string> = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_wal_size: "2GB",
};
