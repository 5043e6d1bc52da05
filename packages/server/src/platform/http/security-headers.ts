import helmet from "@fastify/helmet";
import type { HttpApp } from "./http-app.ts";

/** Everything comes from this server alone; scripts and styles only from its files. Pages of the web app add the nonce of the styles that
 *  they make at run time: see web-app.ts and docs/adr/0005. */
const POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "data:", "blob:"],
  // What is recorded or chosen, before it is sent.
  mediaSrc: ["'self'", "blob:"],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

export async function registerSecurityHeaders(app: HttpApp, isHttps: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    // Over plain http a browser ignores it, and on a host shared with others it must not be claimed.
    strictTransportSecurity: isHttps ? { maxAge: 15_552_000, includeSubDomains: false } : false,
  });
}
