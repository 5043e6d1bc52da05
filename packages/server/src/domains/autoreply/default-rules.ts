/** What a new installation answers until a person says otherwise. */
import type { RuleDefinition } from "./compile-rule.ts";
import type { FollowUpRule } from "./follow-ups.store.ts";

const BASE = {
  enabled: true,
  channelId: null,
  activeHours: null,
  cooldownSeconds: 0,
  afterMatch: "stop",
  appliesToGroups: false,
} as const;
const LENIENT = { caseSensitive: false, accentSensitive: false } as const;

const COMMANDS = `You can write:
• hello – I greet you back
• help – this list
• echo <text> – I repeat your text`;

export const DEFAULT_RULES: ReadonlyArray<Omit<RuleDefinition, "id">> = [
  {
    ...BASE,
    name: "Greeting",
    match: { kind: "equals", values: ["hello"], ...LENIENT },
    reply: { type: "text", text: "hello to you too" },
  },
  {
    ...BASE,
    name: "Help",
    match: { kind: "equals", values: ["help"], ...LENIENT },
    reply: { type: "text", text: COMMANDS },
  },
  {
    ...BASE,
    name: "Echo",
    match: { kind: "starts-with", values: ["echo"], ...LENIENT, wholeWord: true },
    reply: { type: "text", text: "You said: {{ message.rest }}" },
  },
];

export const DEFAULT_FOLLOW_UP_RULE: Omit<FollowUpRule, "id"> = {
  name: "Are you there",
  enabled: true,
  channelId: null,
  delaySeconds: 600,
  text: "are you there",
  cancelOnHumanReply: true,
  activeHours: null,
};
