export { type Autoreply, createAutoreply } from "./autoreply.ts";
