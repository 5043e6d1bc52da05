/** Loaded into a server process before anything else (`--import`): edits sources on their way in, as CHAOS_SABOTAGE says. */
import { registerHooks } from "node:module";
import { EDITS } from "./edits.ts";
import { isSabotage } from "./names.ts";

const name = process.env["CHAOS_SABOTAGE"] ?? "none";
if (!isSabotage(name)) throw new Error(`there is no sabotage ${name}`);
if (name !== "none") {
  const edits = EDITS[name];
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const concerned = edits.filter((edit) => url.endsWith(edit.file));
      if (concerned.length === 0) return loaded;
      let source = String(
        loaded.source instanceof Uint8Array ? Buffer.from(loaded.source).toString("utf8") : loaded.source,
      );
      for (const edit of concerned) {
        if (source.split(edit.find).length !== 2)
          throw new Error(`sabotage ${name}: ${edit.file} has changed, ${JSON.stringify(edit.find)} is not in it once`);
        source = source.replace(edit.find, () => edit.replace);
      }
      return { ...loaded, source };
    },
  });
}

// Nobody is left to stop it when the runner was killed.
const runner = process.ppid;
setInterval(() => {
  if (process.ppid !== runner) process.kill(process.pid, "SIGKILL");
}, 1_000).unref();
