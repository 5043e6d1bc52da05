import type { HttpApp } from "../../platform/http/index.ts";
import { registerSettingRoutes } from "./settings.routes.ts";
import { createSettings as createService, type Settings as Service, type SettingsDeps } from "./settings.service.ts";

export { fixedByEnvironment } from "./settings.rules.ts";

/** What people change while the server runs. */
export interface Settings extends Service {
  registerRoutes(app: HttpApp): void;
}

export function createSettings(deps: SettingsDeps): Settings {
  const service = createService(deps);
  return { ...service, registerRoutes: (app) => registerSettingRoutes(app, service) };
}
