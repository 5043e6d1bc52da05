// The architecture of docs/architecture.md as rules. `scripts/check.mjs` also fails when no module was seen.
const SERVER = "^packages/server/src/";
const WEB = "^packages/web/src/";
const DOMAINS = `${SERVER}domains/`;
const OTHER_TESTS = "\\.(test|contract)\\.ts$";

/** Which domain may import which. A domain imports nothing that is not named here. */
const DOMAIN_IMPORTS = {
  auth: [],
  contacts: [],
  templates: [],
  alerts: [],
  media: [],
  groups: ["contacts"],
  messages: ["contacts", "groups", "media"],
  autoreply: ["messages", "contacts", "templates"],
  inbox: ["messages", "contacts", "templates", "media"],
  "ai-replies": ["messages", "contacts", "templates"],
  limits: ["messages", "contacts"],
  live: [],
  sandbox: [],
  settings: [],
  system: [],
};

const domainRules = Object.entries(DOMAIN_IMPORTS).map(([domain, allowed]) => ({
  name: `domain-direction-${domain}`,
  severity: "error",
  comment: `${domain} may import only: ${allowed.join(", ") || "no other domain"}`,
  from: { path: `${DOMAINS}${domain}/`, pathNot: OTHER_TESTS },
  to: { path: DOMAINS, pathNot: `${DOMAINS}(${[domain, ...allowed].join("|")})/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "domain-is-listed",
      severity: "error",
      comment: "A new domain must say in DOMAIN_IMPORTS what it may import",
      from: { path: DOMAINS, pathNot: `${DOMAINS}(${Object.keys(DOMAIN_IMPORTS).join("|")})/` },
      to: {},
    },
    {
      name: "domain-front-door",
      severity: "error",
      comment: "A domain is reached only through its index.ts",
      from: { path: `${DOMAINS}([^/]+)/`, pathNot: OTHER_TESTS },
      to: { path: `${DOMAINS}[^/]+/.+`, pathNot: [`${DOMAINS}$1/`, `${DOMAINS}[^/]+/index\\.ts$`] },
    },
    {
      name: "domain-front-door-from-outside",
      severity: "error",
      comment: "The rest of the server, too, reaches a domain only through its index.ts",
      from: { path: SERVER, pathNot: [DOMAINS, OTHER_TESTS] },
      to: { path: `${DOMAINS}[^/]+/.+`, pathNot: `${DOMAINS}[^/]+/index\\.ts$` },
    },
    ...domainRules,
    {
      name: "platform-knows-no-domain",
      severity: "error",
      from: { path: `${SERVER}platform/`, pathNot: OTHER_TESTS },
      to: { path: `${SERVER}(domains|channels|cli|app|main)` },
    },
    {
      name: "channels-know-no-domain",
      severity: "error",
      from: { path: `${SERVER}channels/`, pathNot: OTHER_TESTS },
      to: { path: `${SERVER}(domains|cli|app|main)` },
    },
    {
      name: "driver-is-private",
      severity: "error",
      comment:
        "Only registry.ts (and the driver itself) sees inside a driver folder; what connects the parts comes by its door",
      from: {
        path: SERVER,
        pathNot: [
          `${SERVER}channels/([^/]+)/`,
          `${SERVER}channels/registry\\.ts$`,
          `${SERVER}wire-[^/]+\\.ts$`,
          OTHER_TESTS,
        ],
      },
      to: { path: `${SERVER}channels/[^/]+/` },
    },
    {
      name: "driver-has-one-door",
      severity: "error",
      from: { path: `${SERVER}wire-[^/]+\\.ts$` },
      to: { path: `${SERVER}channels/[^/]+/`, pathNot: `${SERVER}channels/[^/]+/index\\.ts$` },
    },
    {
      name: "drivers-not-to-drivers",
      severity: "error",
      from: { path: `${SERVER}channels/([^/]+)/` },
      to: { path: `${SERVER}channels/[^/]+/`, pathNot: `${SERVER}channels/$1/` },
    },
    {
      name: "one-composition-root",
      severity: "error",
      comment: "Only the command line starts the app",
      from: { path: SERVER, pathNot: [`${SERVER}(main\\.ts$|cli/)`, OTHER_TESTS] },
      to: { path: `${SERVER}(app|main)\\.ts$` },
    },
    {
      name: "emulators-share-nothing",
      severity: "error",
      from: { path: "^packages/([^/]+-emulator)/" },
      to: { path: "^packages/", pathNot: "^packages/$1/" },
    },
    {
      name: "server-knows-no-emulator",
      severity: "error",
      from: { path: SERVER, pathNot: OTHER_TESTS },
      to: { path: "^packages/(?!server/)" },
    },
    {
      name: "client-stands-alone",
      severity: "error",
      comment:
        "What is published imports nothing but itself, and nothing that a browser lacks; its tests may start the server",
      from: { path: "^packages/client/(src|generation|publishing)/", pathNot: OTHER_TESTS },
      to: { path: "^packages/", pathNot: "^packages/client/(src|generation|publishing)/" },
    },
    {
      name: "client-needs-no-package",
      severity: "error",
      from: { path: "^packages/client/src/", pathNot: OTHER_TESTS },
      to: { pathNot: "^packages/client/src/" },
    },
    {
      name: "no-undeclared-package",
      severity: "error",
      comment: "npm hoists: an undeclared dependency resolves by luck",
      from: { path: "^packages/[^/]+/src/", pathNot: OTHER_TESTS },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "web-app-knows-only-the-client",
      severity: "error",
      comment: "The web app talks to the server through @chasqui/client alone",
      from: { path: WEB },
      to: { path: "^packages/", pathNot: [WEB, "^packages/client/src/index\\.ts$"] },
    },
    {
      name: "web-app-calls-nobody-itself",
      severity: "error",
      comment: "Only app/api.ts makes a client; pages import `api` from it",
      from: { path: WEB, pathNot: `${WEB}app/api\\.ts$` },
      to: { path: "^packages/client/src/chasqui\\.ts$" },
    },
    {
      name: "web-feature-stands-alone",
      severity: "error",
      comment: "What two features need belongs in components or app",
      from: { path: `${WEB}features/([^/]+)/` },
      to: { path: `${WEB}(features|routes)/`, pathNot: `${WEB}features/$1/` },
    },
    {
      name: "web-components-know-no-feature",
      severity: "error",
      from: { path: `${WEB}components/` },
      to: { path: `${WEB}(features|routes|app/shell)/` },
    },
    { name: "not-to-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // What a build leaves behind.
    exclude: { path: "^packages/[^/]+/dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs"],
    },
  },
};
