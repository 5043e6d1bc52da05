import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "vite";

/** Bundles a module as Vite does for a page. `imports`: what it would still load from elsewhere. A built-in module of Node fails it. */
export async function bundleForBrowser(folder: string, source: string): Promise<{ code: string; imports: string[] }> {
  const entry = join(folder, "page.js");
  await writeFile(entry, source);
  const result = await build({
    root: folder,
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        onLog(level, log) {
          if (level === "warn") throw new Error(log.message);
        },
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs.flatMap((one) => ("output" in one ? one.output : []));
  const [chunk, ...others] = chunks;
  if (chunk?.type !== "chunk" || others.length > 0) throw new Error("the page should be one piece of code");
  return { code: chunk.code, imports: [...chunk.imports, ...chunk.dynamicImports] };
}
