/** Serves the built web app: its files, and index.html for every address that is a page's. */
import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { HttpApp } from "./http-app.ts";

/** Where `scripts/build-web.mjs` puts it. */
const WEB_APP_FOLDER = join(import.meta.dirname, "../../../../web/dist");

/** What packages/web/vite.config.ts writes where the nonce belongs. */
const NONCE_PLACE = /CHASQUI_NONCE/g;
/** Addresses that are no page's, whatever a browser says it accepts. */
const NO_PAGE = /^\/(api|assets|docs|health|webhooks?)(\/|$)/;
const PUBLIC = { config: { access: "public" }, schema: { hide: true } } as const;

export interface WebApp {
  /** Answers a request for a page; undefined: it is none. */
  answerPage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> | undefined;
}

/** Registers the app's files. A folder that does not exist yet is looked at again when somebody asks for a page. */
export async function registerWebApp(app: HttpApp, folder: string = WEB_APP_FOLDER): Promise<WebApp> {
  await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true, suppressWarning: true });

  // The hash in the name changes with the content.
  app.get("/assets/*", PUBLIC, (request, reply) =>
    reply.sendFile(`assets/${(request.params as { "*": string })["*"]}`, { immutable: true, maxAge: "365d" }),
  );
  for (const name of findPlainFiles(folder)) {
    app.get(`/${name}`, PUBLIC, (_request, reply) => reply.sendFile(name, { maxAge: "1h" }));
  }

  return {
    answerPage(request, reply) {
      const path = request.url.split("?")[0] ?? "/";
      if (request.method !== "GET" && request.method !== "HEAD") return undefined;
      const isForPeople = path === "/" || request.headers.accept?.includes("text/html") === true;
      if (!isForPeople || NO_PAGE.test(path)) return undefined;
      return answerIndex(folder, reply);
    },
  };
}

/** Files without a hash in their name: the icon, the manifest. */
function findPlainFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^[\w.-]+\.(svg|png|ico|js|webmanifest)$/.test(name));
  } catch {
    return [];
  }
}

/** Read each time: a new build may have replaced it. Its nonce lets through the styles that the app adds at run time, and no others. */
async function answerIndex(folder: string, reply: FastifyReply): Promise<FastifyReply> {
  let html: string;
  try {
    html = await readFile(join(folder, "index.html"), "utf8");
  } catch {
    return reply.code(503).type("text/plain; charset=utf-8").send(NOT_BUILT);
  }
  const nonce = randomBytes(16).toString("base64");
  const policy = String(reply.getHeader("content-security-policy") ?? "");
  return reply
    .header("content-security-policy", policy.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`))
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(html.replace(NONCE_PLACE, nonce));
}

const NOT_BUILT = "The web app is not built yet. Stop the server and start it by npm start, which builds it.\n";
