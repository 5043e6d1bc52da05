export { createSandboxPhone } from "./phone.ts";
export { createSandbox, type Sandbox } from "./sandbox.ts";
