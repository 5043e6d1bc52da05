/** Makes the folder that is published: compiled JavaScript, types, a manifest of its own. In this repository the client runs from its
 *  sources, so the workspace's own package.json names those. */
import { execFile } from "node:child_process";
import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "..");

/** Replaces `folder` by the package. It is ready for `npm publish <folder>`. */
export async function buildPackage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  await promisify(execFile)(process.execPath, [compiler, "-p", join(root, "tsconfig.build.json"), "--outDir", folder]);
  const readme = await readFile(join(root, "README.md"), "utf8");
  await writeFile(join(folder, "README.md"), readme.replace("(src/generated/METHODS.md)", "(METHODS.md)"));
  await copyFile(join(root, "src/generated/METHODS.md"), join(folder, "METHODS.md"));
  await copyFile(join(root, "../../LICENSE"), join(folder, "LICENSE"));
  await writeFile(join(folder, "package.json"), `${JSON.stringify(await buildManifest(), null, 2)}\n`);
}

async function buildManifest(): Promise<object> {
  const { name, version, description, license, type, sideEffects, engines } = JSON.parse(
    await readFile(join(root, "package.json"), "utf8"),
  ) as Record<string, unknown>;
  return {
    name,
    version,
    description,
    keywords: ["chasqui", "whatsapp", "api", "client", "sdk"],
    license,
    type,
    sideEffects,
    exports: { ".": { types: "./index.d.ts", default: "./index.js" }, "./package.json": "./package.json" },
    types: "./index.d.ts",
    engines,
  };
}
