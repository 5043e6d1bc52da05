import type { MessageRule } from "../messages/message-rules.ts";
import type { PersonSeed } from "../world/world.ts";
import { CONTACT_ROUTES } from "./contact-routes.ts";
import type { GroupRequest } from "./controls.ts";
import { GROUP_ROUTES } from "./group-routes.ts";
import { PHONE_ROUTES } from "./phone-routes.ts";
import { as, type ControlRoute, numberOf, optionalNumber, textOf, wordOf } from "./route.ts";

const LIMIT = 100;

export const CONTROL_ROUTES: readonly ControlRoute[] = [
  { method: "GET", path: "/state", run: ({ controls }) => controls.state },
  { method: "POST", path: "/reset", run: ({ controls }) => controls.reset() },
  {
    method: "POST",
    path: "/phones",
    run: ({ controls, input }) => {
      const { number, address, lidAddress, name } = controls.createPhone(as<PersonSeed>(input));
      return { number, address, lidAddress, name };
    },
  },
  {
    method: "POST",
    path: "/contacts",
    run: ({ controls, input }) => {
      const { number, address, lidAddress, name } = controls.createContact(as<PersonSeed>(input));
      return { number, address, lidAddress, name };
    },
  },
  { method: "POST", path: "/groups", run: ({ controls, input }) => controls.createGroup(as<GroupRequest>(input)).view },
  ...PHONE_ROUTES,
  ...CONTACT_ROUTES,
  ...GROUP_ROUTES,
  { method: "POST", path: "/rules", run: ({ controls, input }) => controls.addRule(as<MessageRule>(input)) },
  { method: "GET", path: "/rules", run: ({ controls }) => ({ rules: controls.state.rules }) },
  { method: "DELETE", path: "/rules", run: ({ controls }) => controls.clearRules() },
  {
    method: "DELETE",
    path: "/rules/:id",
    run: ({ controls, path }) => ({ removed: controls.removeRule(path.id ?? "") }),
  },
  {
    method: "POST",
    path: "/refuse",
    run: ({ controls, input }) =>
      controls.refuseMessagesTo(
        textOf(input.to, "to"),
        input.error === undefined ? 463 : numberOf(input.error, "error"),
      ),
  },
  {
    method: "POST",
    path: "/media/failure",
    run: ({ controls, input }) => controls.failUploads(optionalNumber(input.status, "status")),
  },
  {
    method: "POST",
    path: "/reachable",
    run: ({ controls, input }) =>
      controls.setReachable(input.isReachable !== false, optionalNumber(input.status, "status")),
  },
  {
    method: "POST",
    path: "/configure",
    run: ({ controls, input }) => {
      const { history, receiptAddressing } = input;
      controls.configure({
        ...(history === undefined ? {} : { history: wordOf(history, "history", ["small", "none"]) }),
        ...(receiptAddressing === undefined
          ? {}
          : { receiptAddressing: wordOf(receiptAddressing, "receiptAddressing", ["as-sent", "pn", "lid"]) }),
      });
    },
  },
  {
    method: "GET",
    path: "/submissions",
    run: ({ controls, query }) => ({ submissions: controls.submissions.slice(-(Number(query.get("limit")) || LIMIT)) }),
  },
  {
    method: "GET",
    path: "/log",
    run: ({ controls, query }) => ({ frames: controls.frames.slice(-(Number(query.get("limit")) || LIMIT)) }),
  },
];
