export { registerAlertRoutes } from "./alerts.routes.ts";
export { type AlertDraft, type AlertsService, createAlertsService } from "./alerts.service.ts";
