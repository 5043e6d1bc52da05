/** Every check that an installation can be put through, each with its mend. A check that can't be made because an earlier one failed is
 *  left out: the earlier one says what to do first. */
import { constants } from "node:fs";
import { access, mkdir, statfs } from "node:fs/promises";
import { connect } from "node:net";
import { sql } from "kysely";
import { request } from "undici";
import type { ChannelCheck } from "../channels/channel.ts";
import type { ChannelsService } from "../channels/channels.service.ts";
import { systemClock } from "../platform/clock.ts";
import type { Config } from "../platform/config.ts";
import { SecretMismatch } from "../platform/crypto-canary.ts";
import { type Database, listMissingMigrations } from "../platform/db/index.ts";
import { describeError } from "../platform/errors.ts";
import type { Logger } from "../platform/logger.ts";
import { describeFailure } from "./failure.ts";
import { openChannels } from "./open-channels.ts";
import { withDatabase } from "./open-database.ts";

export type Check = ChannelCheck;

const REQUIRED_NODE_MAJOR = 26;
const LITTLE_SPACE_BYTES = 500 * 1024 * 1024;
const CLOCK_TOLERANCE_MS = 30_000;
const ANSWER_WITHIN_MS = 10_000;

export async function runDoctor(config: Config, logger: Logger): Promise<Check[]> {
  const checks = [
    checkNode(),
    ...config.warnings.map(asWarning),
    await checkDataFolder(config),
    await checkPort(config),
  ];
  try {
    await withDatabase(config, logger, async (database) => {
      await sql`select 1`.execute(database.db);
      checks.push({
        name: "database",
        state: "ok",
        detail: config.databaseUrl === undefined ? "the embedded one answers" : "the one of DATABASE_URL answers",
      });
      checks.push(await checkMigrations(database), await checkClock(database));
      checks.push(...(await checkChannels(config, database, logger)));
    });
  } catch (error) {
    checks.push(asFailure("database", error, "See the logs of PostgreSQL, and docs/troubleshooting.md."));
  }
  return checks;
}

function checkNode(): Check {
  const { node } = process.versions;
  const isRight = Number(node.split(".")[0]) >= REQUIRED_NODE_MAJOR;
  const mend = "Start through npm (npm start, npm run chasqui): it brings the right Node along.";
  return { name: "node", state: isRight ? "ok" : "failed", detail: `version ${node}`, mend };
}

function asWarning(warning: string): Check {
  return { name: "configuration", state: "warning", detail: warning };
}

async function checkDataFolder({ dataDir }: Config): Promise<Check> {
  const name = "data folder";
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.R_OK | constants.W_OK);
    const { bavail, bsize } = await statfs(dataDir);
    const freeBytes = bavail * bsize;
    const detail = `${dataDir}, ${Math.floor(freeBytes / 1024 / 1024)} MB free`;
    return {
      name,
      state: freeBytes < LITTLE_SPACE_BYTES ? "warning" : "ok",
      detail,
      mend: "Make room: a full disk stops the database.",
    };
  } catch (error) {
    return asFailure(
      name,
      error,
      `Make ${dataDir} readable and writable for the user who runs Chasqui, or set CHASQUI_DATA_DIR.`,
    );
  }
}

/** Somebody who listens is fine if it is a Chasqui. */
async function checkPort({ http: { host, port } }: Config): Promise<Check> {
  const name = "port";
  if (port === 0) return { name, state: "ok", detail: "any free one" };
  if (!(await isListening(host, port))) return { name, state: "ok", detail: `${port} is free` };
  const health = await fetchText(`http://${host.includes(":") ? `[${host}]` : host}:${port}/health`);
  if (health.body?.includes('"version"')) return { name, state: "ok", detail: `Chasqui is running on ${port}` };
  return {
    name,
    state: "failed",
    detail: `another program listens on ${port}`,
    mend: "Stop that program, or set PORT to another number.",
  };
}

function isListening(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: host === "0.0.0.0" ? "127.0.0.1" : host, port });
    socket.once("connect", () => socket.end(() => resolve(true)));
    socket.once("error", () => resolve(false));
  });
}

async function checkMigrations(database: Database): Promise<Check> {
  const missing = await listMissingMigrations(database);
  const name = "migrations";
  if (missing.length === 0) return { name, state: "ok", detail: "up to date" };
  return {
    name,
    state: "warning",
    detail: `${missing.length} to be applied`,
    mend: "They are applied at the next start, or now by: chasqui migrate",
  };
}

async function checkClock({ db }: Database): Promise<Check> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  const differenceMs = Math.abs((rows[0]?.now.getTime() ?? 0) - systemClock.now().getTime());
  const detail = `${systemClock.now().toISOString()}, ${differenceMs} ms from the database's`;
  const mend = "Let both machines keep their time by NTP: leases and signatures depend on it.";
  return { name: "clock", state: differenceMs > CLOCK_TOLERANCE_MS ? "failed" : "ok", detail, mend };
}

async function checkChannels(config: Config, database: Database, logger: Logger): Promise<Check[]> {
  const { db } = database;
  if ((await listMissingMigrations(database)).length > 0) return [];
  try {
    await using opened = await openChannels(config, db, logger);
    return await checkOpenChannels(config, opened.channels);
  } catch (error) {
    if (error instanceof SecretMismatch)
      return [asFailure("secret", error, "Use the secret this database was made with.")];
    throw error;
  }
}

async function checkOpenChannels(config: Config, channels: ChannelsService): Promise<Check[]> {
  const rows = await channels.list();
  if (!rows.some((row) => channels.driver(row.kind).reachesPeople)) {
    const mend = "Set the WHATSAPP_ variables, or add a channel by the API.";
    return [{ name: "channels", state: "warning", detail: "there is none yet that reaches people", mend }];
  }
  const { verifyTokens } = await channels.inboundRoutes("cloud-api");
  const checks = [await checkPublicUrl(config, verifyTokens[0])];
  for (const row of rows) {
    if (row.state !== "active") checks.push(asStopped(row));
    const own = await channels.open(row).check();
    checks.push(...own.map((check) => ({ ...check, name: `${row.name} (${row.address}): ${check.name}` })));
  }
  return checks;
}

function asStopped(row: {
  name: string;
  address: string;
  state: string;
  stateReason: { title: string; mend?: string | undefined } | null;
}): Check {
  const detail = `${row.state}: ${row.stateReason?.title ?? "no reason is known"}`;
  const mend = row.stateReason?.mend ?? "Resume it when it is mended.";
  return { name: `${row.name} (${row.address})`, state: row.state === "stopped" ? "failed" : "warning", detail, mend };
}

/** Asks our own verification by way of the public address, as Meta would. */
async function checkPublicUrl({ publicUrl }: Config, verifyToken: string | undefined): Promise<Check> {
  const name = "public URL";
  if (publicUrl === undefined) {
    const mend = "Set CHASQUI_PUBLIC_URL to the https address that leads here, so that Meta can post messages.";
    return { name, state: "warning", detail: "none is set: nobody outside can reach this server", mend };
  }
  if (verifyToken === undefined)
    return { name, state: "warning", detail: `${publicUrl}: no channel has a verify token to try it with` };
  const challenge = String(Math.floor(Math.random() * 1e9));
  const query = new URLSearchParams({
    "hub.mode": "subscribe",
    "hub.challenge": challenge,
    "hub.verify_token": verifyToken,
  });
  const answer = await fetchText(`${publicUrl}/webhook?${query}`);
  if (answer.status === 200 && answer.body === challenge)
    return { name, state: "ok", detail: `${publicUrl} reaches this server's webhook` };
  const detail =
    answer.status === undefined
      ? `${publicUrl} can't be reached: ${answer.body}`
      : `${publicUrl}/webhook answered ${answer.status}, not our challenge`;
  return {
    name,
    state: "failed",
    detail,
    mend: "Start the server, then check the reverse proxy or tunnel: it must pass /webhook on to this server unchanged.",
  };
}

async function fetchText(url: string): Promise<{ status: number | undefined; body: string }> {
  try {
    const answer = await request(url, { headersTimeout: ANSWER_WITHIN_MS, bodyTimeout: ANSWER_WITHIN_MS });
    return { status: answer.statusCode, body: await answer.body.text() };
  } catch (error) {
    return { status: undefined, body: describeError(error) };
  }
}

function asFailure(name: string, error: unknown, mend: string): Check {
  const [detail = "", ...rest] = describeFailure(error).split("\n");
  return { name, state: "failed", detail, mend: rest.join(" ") || mend };
}
