/** `chasqui channels`: listing, and pairing a phone in the terminal, beside a running server. */
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../src/cli/program.ts";
import { AT_ONCE, type EmulatedWhatsapp, startEmulatedWhatsapp } from "./linked-device-app.ts";
import { readQr } from "./read-qr.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

let whatsApp: EmulatedWhatsapp;
let app: TestApp;
beforeAll(async () => {
  whatsApp = await startEmulatedWhatsapp();
  app = await startTestApp({ withChannel: false, env: whatsApp.env });
});
afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  await whatsApp?.[Symbol.asyncDispose]();
});

let numbers = 51_900_000_200;
const newPhone = () => whatsApp.emulator.createPhone({ number: String(++numbers), name: "Shop" });

/** What it printed (results) and said (to a person), so far and at the end. */
function run(args: readonly string[], terminal: { columns?: () => number } = {}) {
  const printed: string[] = [];
  const said: string[] = [];
  const console = {
    print: (line: string) => void printed.push(line),
    tell: (line: string) => void said.push(line),
    ...terminal,
  };
  const env = { DATABASE_URL: app.database.connectionString, CHASQUI_DATA_DIR: app.dataDir };
  const exitCode = runCli({ args: ["channels", ...args], env, cwd: app.dataDir, console });
  return { printed, said, exitCode, firstLine: () => waitUntil(() => printed[0], Boolean) };
}

const newChannel = async (name: string) =>
  (await app.api("POST", "/channels", { kind: "linked-device", name, config: AT_ONCE })).body.id as string;

test("a new channel is paired by what is printed: for a script, the text of each code and nothing else", async () => {
  const command = run(["pair", "--new", "--name", "From a script"]);
  const text = (await command.firstLine()) as string;
  const phone = newPhone();
  await phone.scan(text);
  expect(await command.exitCode, command.said.join("\n")).toBe(0);
  expect(command.printed).toEqual([text]);
  expect(command.said.at(-1)).toBe(`Paired with +${phone.number}. “From a script” is connected.`);

  const list = run(["list"]);
  expect(await list.exitCode).toBe(0);
  const line = list.printed.find((one) => one.endsWith("From a script"));
  expect(line?.split("\t").slice(1)).toEqual(["linked-device", "connected", `+${phone.number}`, "From a script"]);

  const again = run(["pair", "from a SCRIPT"]);
  expect(await again.exitCode).toBe(1);
  expect(again.said.join("\n")).toMatch(/paired with \+\d+ already[\s\S]*Log it out first/);
  const { body } = await app.api("GET", "/audit-log");
  expect(body.items.map(({ operation }: { operation: string }) => operation)).toContain("pairChannel");
});

test("to a person the code is drawn, black on white whatever the terminal's colours", async () => {
  const id = await newChannel("Drawn");
  const command = run(["pair", id], { columns: () => 120 });
  await waitUntil(
    () => command.printed.at(-1),
    (line) => line?.includes("Ctrl-C") === true,
  );
  const { body } = await app.api("GET", `/channels/${id}/pairing`);
  expect(await readQr(await toPicture(command.printed))).toBe(body.offer.text);
  await newPhone().scan(body.offer.text);
  expect(await command.exitCode).toBe(0);
});

test("a terminal too narrow for the picture hears so", async () => {
  const command = run(["pair", await newChannel("Narrow"), "--wait", "0.03"], { columns: () => 40 });
  expect(await command.exitCode).toBe(1);
  expect(command.printed.join("\n")).toMatch(/this terminal 40: make it wider, or pair with --phone/);
});

test("with a number a code to type is printed", async () => {
  await newChannel("By number");
  const phone = newPhone();
  const command = run(["pair", "by number", "--phone", `+${phone.number}`]);
  const code = (await command.firstLine()) as string;
  expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
  await phone.enterPairingCode(code);
  expect(await command.exitCode).toBe(0);
});

test("when nobody scans, it ends, and so do the codes", async () => {
  const id = await newChannel("Nobody");
  const command = run(["pair", id, "--wait", "0.03"]);
  expect(await command.exitCode).toBe(1);
  expect(command.said.at(-1)).toMatch(/Nobody paired a phone[\s\S]*Run the command again/);
  await app.until(`/channels/${id}/session`, ({ state }) => state === "unpaired");
});

test("what makes no sense is said in a line or two", async () => {
  await newChannel("Twice");
  await newChannel("Twice");
  await app.api("POST", `/channels/${await newChannel("At rest")}/pause`);
  for (const [args, exitCode, words] of [
    [["pair"], 64, /name a channel, or add one by --new/],
    [["pair", "x", "--new", "--name", "y"], 64, /name a channel, or add one by --new/],
    [["pair", "--new"], 64, /--new and --name go together/],
    [["pair", "x", "--phone", "600 000 001"], 64, /with its country/],
    [["pair", "x", "--wait", "ages"], 64, /number of minutes/],
    [["pair", "no such one"], 1, /no channel “no such one”[\s\S]*Those of WhatsApp Web are/],
    [["pair", "twice"], 1, /2 channels are called “twice”[\s\S]*by its id/],
    [["pair", "sandbox"], 1, /no WhatsApp Web session/],
    [["pair", "At rest"], 1, /Resume the channel first/],
  ] as const) {
    const command = run(args);
    expect(await command.exitCode, args.join(" ")).toBe(exitCode);
    expect(command.said.join("\n")).toMatch(words);
    expect(command.printed).toEqual([]);
  }
});

test("without a server nobody is connected to WhatsApp", async () => {
  const id = await newChannel("Alone");
  await app.stop();
  const command = run(["pair", id]);
  expect(await command.exitCode).toBe(1);
  expect(command.said.join("\n")).toMatch(/No server is running[\s\S]*npm start/);
});

/** The drawn lines as a camera sees them: half blocks are two pixels one above the other, each drawn large. */
async function toPicture(lines: readonly string[]): Promise<Buffer> {
  const ansi = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
  const rows = lines.map((line) => line.replace(ansi, "")).filter((line) => /^[█▀▄ ]+$/.test(line));
  const width = rows[0]?.length ?? 0;
  const pixels = rows.flatMap((row) => [
    ...[...row].map((half) => (half === "█" || half === "▀" ? 255 : 0)),
    ...[...row].map((half) => (half === "█" || half === "▄" ? 255 : 0)),
  ]);
  const raw = { width, height: rows.length * 2, channels: 1 } as const;
  return sharp(Buffer.from(pixels), { raw })
    .resize({ width: width * 6, kernel: "nearest" })
    .toColourspace("srgb")
    .png()
    .toBuffer();
}
