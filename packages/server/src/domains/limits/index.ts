export type { LimitsService } from "./limits.service.ts";
export { createLimits, type Limits } from "./limits.ts";
