import { createChasqui } from "@chasqui/client";
import { fetchWithProgress } from "./upload-progress.ts";

/** The server that served this page, by the session's cookie. The only way to it: nothing here calls fetch. */
export const api = createChasqui({ fetch: fetchWithProgress });
