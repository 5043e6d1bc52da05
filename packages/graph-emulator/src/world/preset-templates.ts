import { createTemplate } from "./creation.ts";
import type { World } from "./world.ts";

/** Approved templates that exist from the start, one of each kind a driver has to tell apart. */
export function createPresetTemplates(world: World, wabaId: string): void {
  createTemplate(world, {
    wabaId,
    name: "hello_world",
    category: "UTILITY",
    components: [
      { type: "HEADER", format: "TEXT", text: "Hello World" },
      { type: "BODY", text: "Welcome and congratulations!! This message demonstrates your ability to send messages." },
      { type: "FOOTER", text: "Sent by the emulator" },
    ],
  });
  createTemplate(world, {
    wabaId,
    name: "payment_reminder",
    category: "UTILITY",
    components: [
      { type: "BODY", text: "Hello {{1}}, your payment of {{2}} is due on {{3}}." },
      { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "I have paid" }] },
    ],
  });
  createTemplate(world, {
    wabaId,
    name: "order_update",
    category: "UTILITY",
    parameterFormat: "NAMED",
    components: [
      { type: "HEADER", format: "TEXT", text: "Order {{order_id}}" },
      { type: "BODY", text: "Hi {{first_name}}, your order is on its way." },
      { type: "BUTTONS", buttons: [{ type: "URL", text: "Track", url: "https://example.com/track/{{1}}" }] },
    ],
  });
  createTemplate(world, {
    wabaId,
    name: "summer_sale",
    category: "MARKETING",
    components: [
      { type: "HEADER", format: "IMAGE" },
      { type: "BODY", text: "Our summer sale is on, {{1}}! Come and see." },
      { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Stop promotions" }] },
    ],
  });
  createTemplate(world, {
    wabaId,
    name: "login_code",
    category: "AUTHENTICATION",
    components: [
      { type: "BODY", text: "*{{1}}* is your verification code.", add_security_recommendation: true },
      { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE", text: "Copy code" }] },
    ],
  });
}
