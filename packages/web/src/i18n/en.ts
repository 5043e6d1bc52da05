/** The English texts, which say what keys there are. A feature adds its file here; Spanish and Portuguese are found by name. */
import access from "./en/access.json";
import account from "./en/account.json";
import activity from "./en/activity.json";
import aiReplies from "./en/aiReplies.json";
import alerts from "./en/alerts.json";
import apiKeys from "./en/apiKeys.json";
import autoReplies from "./en/autoReplies.json";
import channels from "./en/channels.json";
import common from "./en/common.json";
import destinations from "./en/destinations.json";
import explanation from "./en/explanation.json";
import fields from "./en/fields.json";
import groups from "./en/groups.json";
import home from "./en/home.json";
import inbox from "./en/inbox.json";
import limits from "./en/limits.json";
import message from "./en/message.json";
import operations from "./en/operations.json";
import problems from "./en/problems.json";
import reasons from "./en/reasons.json";
import sandbox from "./en/sandbox.json";
import settings from "./en/settings.json";
import shell from "./en/shell.json";
import templates from "./en/templates.json";
import users from "./en/users.json";

const en = {
  access,
  account,
  activity,
  aiReplies,
  alerts,
  apiKeys,
  autoReplies,
  channels,
  common,
  destinations,
  explanation,
  fields,
  groups,
  home,
  inbox,
  limits,
  message,
  operations,
  problems,
  reasons,
  sandbox,
  settings,
  shell,
  templates,
  users,
};
export default en;
