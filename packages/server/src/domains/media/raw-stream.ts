import type { HttpApp } from "../../platform/http/index.ts";

/** In this scope bodies are not read: the handler takes `request.raw` as it comes. */
export function registerStreamParser(scope: HttpApp): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", (_request, _payload, done) => done(null, undefined));
}
