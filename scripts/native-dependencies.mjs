// `npm run native-dependencies`: proves from the lock file alone that everything native has a build for 64-bit ARM on Linux (Raspberry Pi), and
// that nothing is compiled on the user's machine. A gate of `npm test`, too. Exit code 1 when something is missing.
import { readFileSync } from "node:fs";

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const { allowScripts = {} } = JSON.parse(readFileSync("package.json", "utf8"));

const isForOnePlatform = ({ os, cpu }) => os !== undefined || cpu !== undefined;
const names = (list, name) => list === undefined || list.includes(name);
/** Raspberry Pi OS is Debian: glibc. */
const runsOnLinux = ({ os, cpu, libc }, machine) => names(os, "linux") && names(cpu, machine) && names(libc, "glibc");

let missing = 0;
for (const [place, owner] of Object.entries(packages)) {
  // What a build needs beside it is asked for by its owner, too.
  if (isForOnePlatform(owner)) continue;
  const name = place === "" ? "this project" : place.replace(/^.*node_modules\//, "");
  for (const dependency of Object.keys(owner.optionalDependencies ?? {})) {
    const build = find(dependency, place);
    if (build === undefined || !isForOnePlatform(build) || !runsOnLinux(build, "x64")) continue;
    const sibling = dependency.replace("x64", "arm64");
    const found = find(sibling, place);
    const isThere = sibling !== dependency && found?.version === build.version && runsOnLinux(found, "arm64");
    report(name, owner, isThere ? `${sibling} ${found.version}` : undefined, `only ${dependency}`);
  }
  // A package with an install script may compile something, unless npm is told not to run it.
  if (owner.hasInstallScript && allowScripts[name] !== false)
    report(name, owner, undefined, "its install script may compile something");
}
console.log(missing === 0 ? "Everything native has a linux-arm64 build." : `${missing} without a linux-arm64 build.`);
process.exit(missing === 0 ? 0 : 1);

function report(name, owner, build, why) {
  if (build === undefined) missing += 1;
  const use = owner.dev ? "development" : "production";
  console.log(`${build === undefined ? "MISSING" : "ok     "} ${use.padEnd(12)} ${name.padEnd(24)} ${build ?? why}`);
}

/** Where Node would find it: in the owner's own folder first, then at the top, where npm puts what it can. */
function find(dependency, owner) {
  return packages[`${owner}/node_modules/${dependency}`] ?? packages[`node_modules/${dependency}`];
}
