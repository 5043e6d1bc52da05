// `npm run build -w @chasqui/client`, then `npm publish packages/client/dist`.
import { join } from "node:path";
import { buildPackage } from "./build-package.ts";

await buildPackage(join(import.meta.dirname, "../dist"));
