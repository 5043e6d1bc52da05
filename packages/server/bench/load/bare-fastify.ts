/** The peer of the webhooks row: Fastify as its documentation begins with it, one route that answers 200. */
import fastify from "fastify";

const port = Number(process.argv[process.argv.indexOf("--port") + 1]);
const app = fastify();
app.post("/webhook", async () => "");
await app.listen({ port, host: "127.0.0.1" });
process.once("SIGTERM", () => process.exit(0));
