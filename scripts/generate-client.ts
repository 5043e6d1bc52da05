// `npm run generate`: brings packages/client up to date with the routes of the server.
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { generateClient } from "../packages/client/generation/generate.ts";
import { readOpenApiDocument } from "./read-openapi-document.ts";

const folder = fileURLToPath(new URL("../packages/client/src/generated", import.meta.url));
await generateClient(await readOpenApiDocument(), folder);
console.log(`Written: ${relative(process.cwd(), folder)}`);
