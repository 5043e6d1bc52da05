import type { PhoneHandle } from "./phone-handle.ts";
import { type ControlRoute, numberOf, optionalNumber, textOf, textsOf, wordOf } from "./route.ts";

type PhoneCall = Parameters<ControlRoute["run"]>[0];

/** A route below one phone. */
function onPhone(action: string, run: (phone: PhoneHandle, call: PhoneCall) => unknown): ControlRoute {
  return {
    method: "POST",
    path: `/phones/:phone/${action}`,
    run: (call) => run(call.controls.getPhone(call.path.phone ?? ""), call),
  };
}

const deviceOf = ({ input }: PhoneCall) => optionalNumber(input.device, "device");

export const PHONE_ROUTES: readonly ControlRoute[] = [
  onPhone("scan", (phone, { input }) => phone.scan(textOf(input.qr, "qr"))),
  onPhone("pairing-code", (phone, { input }) => phone.enterPairingCode(textOf(input.code, "code"))),
  onPhone("stream-error", (phone, call) => phone.endStream(numberOf(call.input.code, "code"), deviceOf(call))),
  onPhone("unlink", (phone, call) => phone.unlink(deviceOf(call))),
  onPhone("cut", (phone, call) => phone.cutLine(deviceOf(call))),
  onPhone("silence", (phone, call) =>
    phone.silence(wordOf(call.input.mode, "mode", ["none", "deliveries", "all"]), deviceOf(call)),
  ),
  onPhone("refuse-logins", (phone, { input }) => phone.refuseLogins(optionalNumber(input.reason, "reason"))),
  onPhone("pre-keys", (phone, call) => phone.spendPreKeys(numberOf(call.input.left, "left"), deviceOf(call))),
  onPhone("opens-chat", (phone, { input }) =>
    phone.opensChat(textOf(input.chat, "chat"), textsOf(input.messageIds, "messageIds")),
  ),
  onPhone("restrict", (phone, { input }) =>
    phone.restrict(
      input.until === undefined || input.until === null ? undefined : new Date(textOf(input.until, "until")),
    ),
  ),
  {
    method: "GET",
    path: "/phones/:phone",
    run: ({ controls, path }) => ({ devices: controls.getPhone(path.phone ?? "").devices }),
  },
];
