export { registerAlertRoutes } from "./alerts.routes.ts";
export { type AlertsService, createAlertsService } from "./alerts.service.ts";
