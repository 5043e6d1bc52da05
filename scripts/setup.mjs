// Installs what is missing, then gets out of the way. Plain JavaScript that Node 18 can run: it is what brings Node 26.
//
// It runs as the "pre" script of each command, in a shell of its own: a shell that has once found the old Node would keep to it.
//
// Two steps, because npm run by an old Node skips optional packages whose `engines` ask for a newer one:
//   1. the pinned Node 26 alone, into .cache/node (only when the running Node is older);
//   2. `npm ci` for the whole workspace, run by that Node 26.
//
// Then it has the server compiled (compile-server.mjs) and, with --web, the web app built (build-web.mjs), each if that is due.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const REQUIRED_NODE_MAJOR = 26;
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const quiet = process.argv.includes("--quiet");
const lockPath = join(root, "package-lock.json");
const lock = JSON.parse(readFileSync(lockPath, "utf8"));

if (findMissingPackages().length > 0) alone(() => install(findMissingPackages()));
alone(() => runScript("compile-server.mjs"));
if (process.argv.includes("--web")) alone(() => runScript("build-web.mjs"));

/** Two commands begun in two terminals of a fresh checkout must not install at once: the second waits for the first. */
function alone(work) {
  const mark = join(root, ".cache/setup.pid");
  mkdirSync(dirname(mark), { recursive: true });
  while (!takeMark(mark)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  try {
    work();
  } finally {
    rmSync(mark, { force: true });
  }
}

function takeMark(mark) {
  try {
    writeFileSync(mark, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    // Left behind by one that was killed: it is nobody's any more.
    if (!isRunning(Number(readText(mark)))) rmSync(mark, { force: true });
    return false;
  }
}

function isRunning(pid) {
  try {
    // An empty mark is about to be filled.
    return pid === 0 || process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Packages of the lock file that this machine needs and that are absent or of another version. */
function findMissingPackages() {
  const installed = readJson(join(root, "node_modules/.package-lock.json"));
  if (!installed) return ["everything"];
  const result = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === "" || !path.includes("node_modules/")) continue;
    if (!isForThisMachine(entry)) continue;
    const have = installed.packages[path];
    if (entry.link ? !existsSync(join(root, path)) : have?.version !== entry.version || !existsSync(join(root, path))) {
      // An optional package may be absent for a reason only npm knows (libc, for one): what npm left out, stays out.
      if (entry.optional && !have && !path.includes("node-linux") && !path.includes("node-win")) continue;
      result.push(path.replace(/^.*node_modules\//, ""));
    }
  }
  return result;
}

function isForThisMachine(entry) {
  const fits = (list, value) =>
    !list || list.includes(value) || (list.some((x) => x[0] === "!") && !list.includes(`!${value}`));
  return fits(toList(entry.os), process.platform) && fits(toList(entry.cpu), process.arch);
}

function toList(value) {
  return value === undefined || Array.isArray(value) ? value : [value];
}

function install(packages) {
  if (packages.length === 0) return;
  const shown = packages.slice(0, 3).join(", ") + (packages.length > 3 ? ` and ${packages.length - 3} more` : "");
  console.error(`Chasqui: installing ${shown} …`);
  const node = Number(process.versions.node.split(".")[0]) >= REQUIRED_NODE_MAJOR ? process.execPath : bringNode();
  runNpm(node, ["ci", "--no-audit", "--no-fund"], root);
  if (!quiet) console.error("Chasqui: installed.");
}

/** By the Node that was installed: this one may be too old for it. */
function runScript(script) {
  const name = nodePackageName();
  const pinned = join(root, "node_modules", name, process.platform === "win32" ? "bin/node.exe" : "bin/node");
  const node = existsSync(pinned) ? pinned : process.execPath;
  const run = spawnSync(node, [join(root, "scripts", script)], { stdio: ["ignore", 2, 2] });
  if (run.status !== 0) process.exitCode = 1;
}

function nodePackageName() {
  return `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
}

/** Installs the pinned Node 26 on its own and returns the path of its executable. */
function bringNode() {
  const name = nodePackageName();
  const entry = lock.packages[`node_modules/${name}`];
  if (!entry) {
    stop(
      `Chasqui needs Node ${REQUIRED_NODE_MAJOR} or newer, and there is no packaged one for ${process.platform}-${process.arch}: install it, then run this again.`,
    );
  }
  const folder = join(root, ".cache/node");
  const executable = join(folder, "node_modules", name, process.platform === "win32" ? "bin/node.exe" : "bin/node");
  if (readJson(join(folder, "node_modules", name, "package.json"))?.version === entry.version) return executable;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = { name: "chasqui-node", version: "1.0.0", private: true, dependencies: { [name]: entry.version } };
  // The integrity of the project's own lock file holds here too.
  const packages = { "": manifest, [`node_modules/${name}`]: { ...entry, optional: undefined } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(
    join(folder, "package-lock.json"),
    JSON.stringify({ ...manifest, lockfileVersion: 3, requires: true, packages }),
  );
  if (existsSync(join(root, ".npmrc"))) copyFileSync(join(root, ".npmrc"), join(folder, ".npmrc"));
  runNpm(process.execPath, ["ci", "--no-audit", "--no-fund"], folder);
  return executable;
}

function runNpm(node, args, cwd) {
  const npm = process.env.npm_execpath;
  if (!npm) stop("Run this through npm: npm start, or npm test.");
  // npm's own variables (npm_config_local_prefix above all) would point the inner run at the outer folder.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(package|lifecycle|command|config_local_prefix|config_prefix)/i.test(name),
    ),
  );
  const run = spawnSync(node, [npm, ...args], { cwd, env, stdio: ["ignore", quiet ? "ignore" : 2, 2] });
  if (run.status !== 0) stop(`npm ${args[0]} failed (see above). Check the network and the disk, then run this again.`);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
