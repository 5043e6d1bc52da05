import type { RouteOptions } from "fastify";

/** Remembers every registered route, to tell "no such path" from "not by this method". */
export interface RoutesSeen {
  add(route: RouteOptions): void;
  /** Methods that this path has, sorted; empty: there is no such path. */
  findMethods(path: string): string[];
}

export function createRoutesSeen(): RoutesSeen {
  const routes: Array<{ pattern: RegExp; methods: readonly string[] }> = [];
  return {
    add(route) {
      const methods = Array.isArray(route.method) ? route.method : [route.method];
      routes.push({ pattern: toPattern(route.url), methods });
    },
    findMethods(path) {
      const found = routes.filter((route) => route.pattern.test(path)).flatMap((route) => route.methods);
      return [...new Set(found)].sort();
    },
  };
}

/** `/a/:id/*` as a regular expression; of Fastify's patterns we use no others. */
function toPattern(url: string): RegExp {
  const steps = url.split("/").map((step) => {
    if (step === "*") return ".*";
    return step.startsWith(":") ? "[^/]+" : RegExp.escape(step);
  });
  return new RegExp(`^${steps.join("/")}$`);
}
