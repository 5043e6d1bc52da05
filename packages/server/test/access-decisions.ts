import type { UserRole } from "../src/domains/auth/index.ts";

/** Who may call an operation. `anybody`: from anywhere. `own-pages`: anybody, but browsers only from pages of this server. `any-user`:
 *  people who signed in, and no API keys. A role: people with it or a stronger one, and API keys with the route's scope. */
export type Decision = "anybody" | "own-pages" | "any-user" | UserRole;

/** The decision on every operation of the API, by its id. It says what is meant; the scopes in the routes and the roles in
 *  auth/scopes.rules.ts say how it is done; access.test.ts calls every route as everybody and compares. A new route needs a line here:
 *  viewers look, agents talk to contacts, managers set things up and let people in, owners may do everything. */
export const DECISIONS: Readonly<Record<string, Decision>> = {
  // Coming in, going out
  getSetup: "anybody",
  completeSetup: "own-pages",
  createSession: "own-pages",
  deleteSession: "own-pages",
  acceptInvitation: "own-pages",
  acceptPasswordReset: "own-pages",
  inspectLink: "own-pages",

  // One's own account
  getMe: "any-user",
  updateMe: "any-user",
  changePassword: "any-user",
  listMySessions: "any-user",
  endMySession: "any-user",
  endMySessions: "any-user",

  // People, keys, the record of changes
  listRoles: "agent",
  listUsers: "agent",
  getUser: "agent",
  createUser: "manager",
  updateUser: "manager",
  disableUser: "manager",
  enableUser: "manager",
  deleteUser: "manager",
  endUserSessions: "manager",
  createUserLink: "manager",
  listApiKeys: "manager",
  createApiKey: "manager",
  revokeApiKey: "manager",
  listAuditLog: "manager",

  // Channels and their templates
  listChannels: "viewer",
  getChannel: "viewer",
  checkChannel: "viewer",
  getChannelDetails: "viewer",
  refreshChannelDetails: "viewer",
  createChannel: "manager",
  updateChannel: "manager",
  removeChannel: "manager",
  pauseChannel: "manager",
  resumeChannel: "manager",
  getChannelSession: "viewer",
  getChannelPairing: "manager",
  getChannelQrSvg: "manager",
  getChannelQrPng: "manager",
  pairChannel: "manager",
  stopChannelPairing: "manager",
  logOutChannel: "manager",
  useChannelHere: "manager",
  getChannelLimits: "viewer",
  updateChannelLimits: "manager",
  liftChannelColdStop: "manager",
  setUpChannelWebhook: "manager",
  removeChannelWebhook: "manager",
  listMessageTemplates: "viewer",
  getMessageTemplate: "viewer",
  getMessageTemplateVariables: "viewer",
  updateMessageTemplateVariables: "manager",
  previewMessageTemplate: "viewer",
  createMessageTemplate: "manager",
  updateMessageTemplate: "manager",
  deleteMessageTemplate: "manager",
  syncMessageTemplates: "manager",

  // Groups
  listGroups: "viewer",
  getGroup: "viewer",
  refreshGroups: "agent",
  refreshGroup: "agent",
  getGroupInviteLink: "agent",
  resetGroupInviteLink: "manager",

  // Contacts
  listContacts: "viewer",
  getContact: "viewer",
  listContactSuppressionEvents: "viewer",
  updateContact: "agent",
  addContactTag: "agent",
  removeContactTag: "agent",
  mergeContacts: "agent",
  splitContact: "agent",
  suppressContact: "agent",
  liftContactSuppression: "agent",
  listTags: "viewer",
  createTag: "agent",
  updateTag: "agent",
  deleteTag: "agent",

  // Messages, conversations, files
  listMessages: "viewer",
  getMessage: "viewer",
  sendMessage: "agent",
  cancelMessage: "agent",
  retryMessage: "agent",
  holdMessage: "agent",
  releaseMessage: "agent",
  listConversations: "viewer",
  countUnreadConversations: "viewer",
  getConversation: "viewer",
  updateConversation: "agent",
  changeConversations: "agent",
  addConversationTag: "agent",
  removeConversationTag: "agent",
  markConversationRead: "agent",
  getConversationThread: "viewer",
  createConversationNote: "agent",
  updateNote: "agent",
  deleteNote: "agent",
  answerConversation: "agent",
  setMessageReaction: "agent",
  explainMessage: "viewer",
  listQuickReplies: "viewer",
  getQuickReply: "viewer",
  renderQuickReply: "viewer",
  createQuickReply: "agent",
  updateQuickReply: "agent",
  deleteQuickReply: "agent",
  getMedia: "viewer",
  getMediaContent: "viewer",
  uploadMedia: "agent",
  deleteMedia: "agent",

  // Texts
  listTemplates: "viewer",
  getTemplate: "viewer",
  listTemplateVariables: "viewer",
  listTemplateUses: "viewer",
  previewTemplate: "viewer",
  createTemplate: "manager",
  updateTemplate: "manager",
  duplicateTemplate: "manager",
  deleteTemplate: "manager",

  // Automatic answers
  listRules: "viewer",
  getRule: "viewer",
  getRuleStatistics: "viewer",
  testRules: "viewer",
  createRule: "manager",
  duplicateRule: "manager",
  updateRule: "manager",
  deleteRule: "manager",
  reorderFollowUpRules: "manager",
  reorderRules: "manager",
  listFollowUpRules: "viewer",
  getFollowUpRule: "viewer",
  createFollowUpRule: "manager",
  updateFollowUpRule: "manager",
  deleteFollowUpRule: "manager",
  listFollowUps: "viewer",
  cancelFollowUp: "manager",

  // Answers of a language model
  listAiReplies: "viewer",
  getAiReply: "viewer",
  getAiSettings: "viewer",
  getAiUsage: "viewer",
  listAiHandOvers: "viewer",
  testAiReply: "manager",
  updateAiSettings: "manager",
  renewAiSigningSecret: "manager",
  getConversationAi: "viewer",
  updateConversationAi: "agent",

  // Looking on
  listAlerts: "viewer",
  acknowledgeAlert: "agent",
  streamEvents: "viewer",

  // Sandbox
  listSandboxChats: "viewer",
  getSandboxChat: "viewer",
  listSandboxMessages: "viewer",
  createSandboxPerson: "agent",
  createSandboxGroup: "agent",
  updateSandboxChat: "agent",
  deleteSandboxChat: "agent",
  writeSandboxMessage: "agent",
  readSandboxChat: "agent",
  planSandboxFailures: "agent",
  clearSandboxFailures: "agent",
  fastForwardSandboxChat: "agent",
  resetSandbox: "agent",

  // The installation
  getSettings: "viewer",
  updateSettings: "manager",
  listQuarantinedEvents: "manager",
  replayQuarantinedEvent: "owner",
};

/** What is no GET only because of what it is given: it looks, tests or previews. Everything else that is no GET is put on record, and
 *  needs more than looking on. */
export const LOOKS_ONLY: readonly string[] = [
  "checkChannel",
  "inspectLink",
  "previewMessageTemplate",
  "previewTemplate",
  "refreshChannelDetails",
  "renderQuickReply",
  "testAiReply",
  "testRules",
];

/** What lies outside of the API's operations, all of it for anybody: platforms, probes, files of the web app, documentation. */
export const PUBLIC_PATHS: readonly RegExp[] = [
  /^\/webhook$/,
  /^\/webhooks\//,
  /^\/health$/,
  /^\/docs(\/|$)/,
  /^\/api\/openapi\.json$/,
  /^\/assets\/\*$/,
  /^\/[\w.-]+\.(svg|png|ico|js|webmanifest)$/,
];
