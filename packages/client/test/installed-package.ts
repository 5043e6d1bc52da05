/** The client as somebody has it who installed it: built, packed by npm, and unpacked into the node_modules of a project. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildPackage } from "../publishing/build-package.ts";

const run = promisify(execFile);

export interface InstalledPackage extends AsyncDisposable {
  /** The project's folder. */
  readonly folder: string;
  /** Paths of the files in the packed archive. */
  readonly packedFiles: readonly string[];
  /** Writes a file of the project. */
  write(name: string, text: string | Uint8Array): Promise<void>;
  /** Compiles files of the project, strictly, and answers what the compiler complains of. */
  check(files: readonly string[], compilerOptions: object): Promise<string>;
}

export async function installPackage(): Promise<InstalledPackage> {
  const folder = await mkdtemp(join(tmpdir(), "chasqui-install-"));
  const built = join(folder, "built");
  await buildPackage(built);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const packed = await run(npm, ["pack", built, "--json", "--pack-destination", folder], {
    cwd: folder,
    shell: process.platform === "win32",
  });
  const [archive] = JSON.parse(packed.stdout) as [{ filename: string; files: Array<{ path: string }> }];
  const target = join(folder, "node_modules/@chasqui/client");
  await mkdir(target, { recursive: true });
  await run("tar", ["-xzf", archive.filename, "-C", target, "--strip-components", "1"], { cwd: folder });
  const write: InstalledPackage["write"] = (name, text) => writeFile(join(folder, name), text);
  await write("package.json", JSON.stringify({ type: "module" }));
  return {
    folder,
    packedFiles: archive.files.map(({ path }) => path).sort(),
    write,
    async check(files, compilerOptions) {
      // Our own declarations are checked, too; only those of the compiler itself are not.
      const checks = { strict: true, skipDefaultLibCheck: true };
      const strict = { ...checks, noEmit: true, target: "es2022", types: [], ...compilerOptions };
      await write("tsconfig.json", JSON.stringify({ compilerOptions: strict, files }));
      const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
      return run(process.execPath, [compiler, "-p", folder, "--pretty", "false"]).then(
        ({ stdout }) => stdout,
        (error: { stdout: string }) => error.stdout,
      );
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
