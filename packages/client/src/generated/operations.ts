// Generated from the server's OpenAPI document by `npm run generate`. Changes made here are lost.

import { type FileBody, withFileName } from "../files.ts";
import type { Http, RequestOptions, SendOptions } from "../http.ts";
import type { PagedList } from "../paged-list.ts";
import type {
  AcceptInvitationData,
  AcceptInvitationResponse,
  AcceptPasswordResetData,
  AcceptPasswordResetResponse,
  AcknowledgeAlertResponse,
  AddContactTagResponse,
  AddConversationTagResponse,
  AnswerConversationData,
  AnswerConversationResponse,
  CancelMessageResponse,
  ChangeConversationsData,
  ChangePasswordData,
  CheckChannelResponse,
  ClearSandboxFailuresResponse,
  CompleteSetupData,
  CompleteSetupResponse,
  CountUnreadConversationsResponse,
  CreateApiKeyData,
  CreateApiKeyResponse,
  CreateChannelData,
  CreateChannelResponse,
  CreateConversationNoteData,
  CreateConversationNoteResponse,
  CreateFollowUpRuleData,
  CreateFollowUpRuleResponse,
  CreateMessageTemplateData,
  CreateMessageTemplateResponse,
  CreateQuickReplyData,
  CreateQuickReplyResponse,
  CreateRuleData,
  CreateRuleResponse,
  CreateSandboxGroupData,
  CreateSandboxGroupResponse,
  CreateSandboxPersonData,
  CreateSandboxPersonResponse,
  CreateSessionData,
  CreateSessionResponse,
  CreateTagData,
  CreateTagResponse,
  CreateTemplateData,
  CreateTemplateResponse,
  CreateUserData,
  CreateUserLinkResponse,
  CreateUserResponse,
  DisableUserResponse,
  DuplicateRuleResponse,
  DuplicateTemplateResponse,
  EnableUserResponse,
  EndMySessionsData,
  ExplainMessageResponse,
  FastForwardSandboxChatData,
  FastForwardSandboxChatResponse,
  GetAiReplyResponse,
  GetAiSettingsResponse,
  GetAiUsageData,
  GetAiUsageResponse,
  GetChannelDetailsResponse,
  GetChannelLimitsResponse,
  GetChannelPairingResponse,
  GetChannelResponse,
  GetChannelSessionResponse,
  GetContactResponse,
  GetConversationAiResponse,
  GetConversationResponse,
  GetConversationThreadData,
  GetConversationThreadResponse,
  GetFollowUpRuleResponse,
  GetGroupInviteLinkResponse,
  GetGroupResponse,
  GetMeResponse,
  GetMediaResponse,
  GetMessageResponse,
  GetMessageTemplateResponse,
  GetMessageTemplateVariablesResponse,
  GetQuickReplyResponse,
  GetRuleResponse,
  GetRuleStatisticsData,
  GetRuleStatisticsResponse,
  GetSandboxChatResponse,
  GetSettingsResponse,
  GetSetupResponse,
  GetTemplateResponse,
  GetUserResponse,
  HoldMessageResponse,
  InspectLinkData,
  InspectLinkResponse,
  LiftChannelColdStopResponse,
  LiftContactSuppressionData,
  ListAiHandOversData,
  ListAiHandOversResponse,
  ListAiRepliesData,
  ListAiRepliesResponse,
  ListAlertsData,
  ListAlertsResponse,
  ListApiKeysData,
  ListApiKeysResponse,
  ListAuditLogData,
  ListAuditLogResponse,
  ListChannelsResponse,
  ListContactSuppressionEventsData,
  ListContactSuppressionEventsResponse,
  ListContactsData,
  ListContactsResponse,
  ListConversationsData,
  ListConversationsResponse,
  ListFollowUpRulesResponse,
  ListFollowUpsData,
  ListFollowUpsResponse,
  ListGroupsData,
  ListGroupsResponse,
  ListMessageTemplatesData,
  ListMessageTemplatesResponse,
  ListMessagesData,
  ListMessagesResponse,
  ListMySessionsData,
  ListMySessionsResponse,
  ListQuarantinedEventsData,
  ListQuarantinedEventsResponse,
  ListQuickRepliesResponse,
  ListRolesResponse,
  ListRulesResponse,
  ListSandboxChatsData,
  ListSandboxChatsResponse,
  ListSandboxMessagesData,
  ListSandboxMessagesResponse,
  ListTagsResponse,
  ListTemplateUsesResponse,
  ListTemplateVariablesResponse,
  ListTemplatesData,
  ListTemplatesResponse,
  ListUsersData,
  ListUsersResponse,
  LogOutChannelResponse,
  MarkConversationReadData,
  MarkConversationReadResponse,
  MergeContactsData,
  MergeContactsResponse,
  PairChannelData,
  PairChannelResponse,
  PauseChannelResponse,
  PlanSandboxFailuresData,
  PlanSandboxFailuresResponse,
  PreviewMessageTemplateData,
  PreviewMessageTemplateResponse,
  PreviewTemplateData,
  PreviewTemplateResponse,
  ReadSandboxChatResponse,
  RefreshChannelDetailsResponse,
  RefreshGroupResponse,
  RefreshGroupsResponse,
  ReleaseMessageResponse,
  RemoveContactTagResponse,
  RemoveConversationTagResponse,
  RenderQuickReplyData,
  RenderQuickReplyResponse,
  RenewAiSigningSecretResponse,
  ReorderFollowUpRulesData,
  ReorderFollowUpRulesResponse,
  ReorderRulesData,
  ReorderRulesResponse,
  ReplayQuarantinedEventResponse,
  ResetGroupInviteLinkResponse,
  ResetSandboxData,
  ResumeChannelResponse,
  RetryMessageResponse,
  SendMessageData,
  SendMessageResponse,
  SetMessageReactionData,
  SetMessageReactionResponse,
  SetUpChannelWebhookData,
  SetUpChannelWebhookResponse,
  SplitContactData,
  SplitContactResponse,
  SuppressContactData,
  TestAiReplyData,
  TestAiReplyResponse,
  TestRulesData,
  TestRulesResponse,
  UpdateAiSettingsData,
  UpdateAiSettingsResponse,
  UpdateChannelData,
  UpdateChannelLimitsData,
  UpdateChannelLimitsResponse,
  UpdateChannelResponse,
  UpdateContactData,
  UpdateContactResponse,
  UpdateConversationAiData,
  UpdateConversationAiResponse,
  UpdateConversationData,
  UpdateConversationResponse,
  UpdateFollowUpRuleData,
  UpdateFollowUpRuleResponse,
  UpdateMeData,
  UpdateMeResponse,
  UpdateMessageTemplateData,
  UpdateMessageTemplateResponse,
  UpdateMessageTemplateVariablesData,
  UpdateMessageTemplateVariablesResponse,
  UpdateNoteData,
  UpdateNoteResponse,
  UpdateQuickReplyData,
  UpdateQuickReplyResponse,
  UpdateRuleData,
  UpdateRuleResponse,
  UpdateSandboxChatData,
  UpdateSandboxChatResponse,
  UpdateSettingsData,
  UpdateSettingsResponse,
  UpdateTagData,
  UpdateTagResponse,
  UpdateTemplateData,
  UpdateTemplateResponse,
  UpdateUserData,
  UpdateUserResponse,
  UploadMediaData,
  UploadMediaResponse,
  UseChannelHereResponse,
  WriteSandboxMessageData,
  WriteSandboxMessageResponse,
} from "./types.ts";

export function createOperations(http: Http) {
  return {
    aiReplies: {
      /**
       * Messages that were to be answered by the AI, and what became of each; latest first
       *
       * Needs the scope `ai-replies:read`.
       */
      list: (query?: NonNullable<ListAiRepliesData["query"]>, options?: RequestOptions): PagedList<ListAiRepliesResponse> =>
        http.list<ListAiRepliesResponse>({ method: "GET", path: "/api/v1/ai-replies", query }, options),
      /**
       * Conversations that were handed over to people, latest first
       *
       * Needs the scope `ai-replies:read`.
       */
      listAiHandOvers: (query?: NonNullable<ListAiHandOversData["query"]>, options?: RequestOptions): PagedList<ListAiHandOversResponse> =>
        http.list<ListAiHandOversResponse>({ method: "GET", path: "/api/v1/ai-replies/hand-overs", query }, options),
      /**
       * How AI replies behave; they are off until somebody turns them on
       *
       * Needs the scope `ai-replies:read`.
       */
      getAiSettings: (options?: RequestOptions): Promise<GetAiSettingsResponse> =>
        http.call<GetAiSettingsResponse>({ method: "GET", path: "/api/v1/ai-replies/settings" }, options),
      /**
       * Change how AI replies behave; what is not given stays
       *
       * They can be turned on once the provider is complete. A new origin of `baseUrl` needs the API key again: a key is sent only to where it was entered for.
       *
       * Needs the scope `ai-replies:write`.
       */
      updateAiSettings: (body: NonNullable<UpdateAiSettingsData["body"]>, options?: RequestOptions): Promise<UpdateAiSettingsResponse> =>
        http.call<UpdateAiSettingsResponse>({ method: "PATCH", path: "/api/v1/ai-replies/settings", body }, options),
      /**
       * Make a new secret that signs what an HTTP endpoint is asked; shown this once
       *
       * Needs the scope `ai-replies:write`.
       */
      renewAiSigningSecret: (options?: RequestOptions): Promise<RenewAiSigningSecretResponse> =>
        http.call<RenewAiSigningSecretResponse>({ method: "POST", path: "/api/v1/ai-replies/signing-secret" }, options),
      /**
       * Ask the provider as if a contact had written; nothing is sent, the provider may charge for it
       *
       * Needs the scope `ai-replies:write`.
       */
      test: (body: NonNullable<TestAiReplyData["body"]>, options?: RequestOptions): Promise<TestAiReplyResponse> =>
        http.call<TestAiReplyResponse>({ method: "POST", path: "/api/v1/ai-replies/test", body }, options),
      /**
       * How much of today's limit is used, and what the last days brought
       *
       * Needs the scope `ai-replies:read`.
       */
      getAiUsage: (query?: NonNullable<GetAiUsageData["query"]>, options?: RequestOptions): Promise<GetAiUsageResponse> =>
        http.call<GetAiUsageResponse>({ method: "GET", path: "/api/v1/ai-replies/usage", query }, options),
      /**
       * One AI reply
       *
       * Needs the scope `ai-replies:read`.
       */
      get: (id: string, options?: RequestOptions): Promise<GetAiReplyResponse> =>
        http.call<GetAiReplyResponse>({ method: "GET", path: `/api/v1/ai-replies/${encodeURIComponent(id)}` }, options),
    },
    alerts: {
      /**
       * What needs a person's eye, latest first
       *
       * Needs the scope `alerts:read`.
       */
      list: (query?: NonNullable<ListAlertsData["query"]>, options?: RequestOptions): PagedList<ListAlertsResponse> =>
        http.list<ListAlertsResponse>({ method: "GET", path: "/api/v1/alerts", query }, options),
      /**
       * Say that somebody has seen an alert; it ends by itself once it is mended
       *
       * Needs the scope `alerts:write`.
       */
      acknowledge: (id: string, options?: RequestOptions): Promise<AcknowledgeAlertResponse> =>
        http.call<AcknowledgeAlertResponse>({ method: "POST", path: `/api/v1/alerts/${encodeURIComponent(id)}/acknowledge` }, options),
    },
    apiKeys: {
      /**
       * List API keys, newest first, with the revoked ones
       *
       * Needs the scope `api-keys:read`.
       */
      list: (query?: NonNullable<ListApiKeysData["query"]>, options?: RequestOptions): PagedList<ListApiKeysResponse> =>
        http.list<ListApiKeysResponse>({ method: "GET", path: "/api/v1/api-keys", query }, options),
      /**
       * Make an API key
       *
       * Needs the scope `api-keys:write`.
       */
      create: (body: NonNullable<CreateApiKeyData["body"]>, options?: RequestOptions): Promise<CreateApiKeyResponse> =>
        http.call<CreateApiKeyResponse>({ method: "POST", path: "/api/v1/api-keys", body }, options),
      /**
       * Revoke an API key at once and for good; not one that may do more than the caller
       *
       * Needs the scope `api-keys:write`.
       */
      revoke: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/api-keys/${encodeURIComponent(id)}` }, options),
    },
    auditLog: {
      /**
       * Every change, and every refused sign-in, latest first
       *
       * Needs the scope `audit-log:read`.
       */
      list: (query?: NonNullable<ListAuditLogData["query"]>, options?: RequestOptions): PagedList<ListAuditLogResponse> =>
        http.list<ListAuditLogResponse>({ method: "GET", path: "/api/v1/audit-log", query }, options),
    },
    channels: {
      /**
       * List channels
       *
       * Needs the scope `channels:read`.
       */
      list: (options?: RequestOptions): PagedList<ListChannelsResponse> =>
        http.list<ListChannelsResponse>({ method: "GET", path: "/api/v1/channels" }, options),
      /**
       * Add a channel
       *
       * Needs the scope `channels:write`.
       */
      create: (body: NonNullable<CreateChannelData["body"]>, options?: RequestOptions): Promise<CreateChannelResponse> =>
        http.call<CreateChannelResponse>({ method: "POST", path: "/api/v1/channels", body }, options),
      /**
       * One channel
       *
       * Needs the scope `channels:read`.
       */
      get: (id: string, options?: RequestOptions): Promise<GetChannelResponse> =>
        http.call<GetChannelResponse>({ method: "GET", path: `/api/v1/channels/${encodeURIComponent(id)}` }, options),
      /**
       * Change a channel's name or settings; settings not given keep their value
       *
       * Needs the scope `channels:write`.
       */
      update: (id: string, body: NonNullable<UpdateChannelData["body"]>, options?: RequestOptions): Promise<UpdateChannelResponse> =>
        http.call<UpdateChannelResponse>({ method: "PATCH", path: `/api/v1/channels/${encodeURIComponent(id)}`, body }, options),
      /**
       * Remove a channel; its history stays
       *
       * Needs the scope `channels:write`.
       */
      remove: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/channels/${encodeURIComponent(id)}` }, options),
      /**
       * Check everything that can be wrong with a channel, with the mend of each
       *
       * Needs the scope `channels:read`.
       */
      check: (id: string, options?: RequestOptions): Promise<CheckChannelResponse> =>
        http.call<CheckChannelResponse>({ method: "POST", path: `/api/v1/channels/${encodeURIComponent(id)}/check` }, options),
      /**
       * What is known of the account behind a channel
       *
       * Needs the scope `channels:read`.
       */
      getDetails: (id: string, options?: RequestOptions): Promise<GetChannelDetailsResponse> =>
        http.call<GetChannelDetailsResponse>({ method: "GET", path: `/api/v1/channels/${encodeURIComponent(id)}/details` }, options),
      /**
       * Ask the platform now what it says of the account
       *
       * Needs the scope `channels:read`.
       */
      refreshDetails: (id: string, options?: RequestOptions): Promise<RefreshChannelDetailsResponse> =>
        http.call<RefreshChannelDetailsResponse>({ method: "POST", path: `/api/v1/channels/${encodeURIComponent(id)}/details/refresh` }, options),
      /**
       * Groups that a channel's account is in, by name
       *
       * As the platform last told; kept up with what happens while the channel is connected.
       *
       * Needs the scope `channels:read`.
       */
      listGroups: (id: string, query?: NonNullable<ListGroupsData["query"]>, options?: RequestOptions): PagedList<ListGroupsResponse> =>
        http.list<ListGroupsResponse>({ method: "GET", path: `/api/v1/channels/${encodeURIComponent(id)}/groups`, query }, options),
      /**
       * Ask the platform for all groups now
       *
       * Needs the scope `messages:send`.
       */
      refreshGroups: (id: string, options?: RequestOptions): Promise<RefreshGroupsResponse> =>
        http.call<RefreshGroupsResponse>({ method: "POST", path: `/api/v1/channels/${encodeURIComponent(id)}/groups/refresh` }, options),
      /**
       * One group with those in it
       *
       * Needs the scope `channels:read`.
       */
      getGroup: (id: string, groupId: string, options?: RequestOptions): Promise<GetGroupResponse> =>
        http.call<GetGroupResponse>({ method: "GET", path: `/api/v1/channels/${encodeURIComponent(id)}/groups/${encodeURIComponent(groupId)}` }, options),
      /**
       * The link by which people join a group
       *
       * Fetched from the platform, and kept nowhere. Only for groups in which the account is an admin.
       *
       * Needs the scope `messages:send`.
       */
      getGroupInviteLink: (id: string, groupId: string, options?: RequestOptions): Promise<GetGroupInviteLinkResponse> =>
        http.call<GetGroupInviteLinkResponse>({ method: "GET", path: `/api/v1/channels/${encodeURIComponent(id)}/groups/${encodeURIComponent(groupId)}/invite-link` }, options),
      /**
       * Make a new invite link; the one there was works no more
       *
       * Needs the scope `channels:write`.
       */
      resetGroupInviteLink: (id: string, groupId: string, options?: RequestOptions): Promise<ResetGroupInviteLinkResponse> =>
        http.call<ResetGroupInviteLinkResponse>({ method: "POST", path: `/api/v1/channels/${encodeURIComponent(id)}/groups/${encodeURIComponent(groupId)}/invite-link/reset` }, options),
      /**
       * Ask the platform for one group now
       *
       * Needs the scope `messages:send`.
       */
      refreshGroup: (id: string, groupId: string, options?: RequestOptions): Promise<RefreshGroupResponse> =>
        http.call<RefreshGroupResponse>({ method: "POST", path: `/api/v1/channels/${encodeURIComponent(id)}/groups/${encodeURIComponent(groupId)}/refresh` }, options),
      /**
       * How much a channel may send, and how much of it is used today
       *
       * Needs the scope `channels:read`.
       */
      getLimits: (id: string, options?: RequestOptions): Promise<GetChannelLimitsResponse> =>
        http.call<GetChannelLimitsResponse>({ method: "GET", path: `/api/v1/channels/${encodeURIComponent(id)}/limits` }, options),
      /**
       * Set a channel's limits; what is not given gets its default
       *
       * Messages that a limit held back are looked at anew.
       *
       * Needs the scope `channels:write`.
       */
      updateLimits: (id: string, body: NonNullable<UpdateChannelLimitsData["body"]> = {}, options?: RequestOptions): Promise<UpdateChannelLimitsResponse> =>
        http.call<UpdateChannelLimitsResponse>({ method: "PUT", path: `/api/v1/channels/${encodeURIComponent(id)}/limits`, body }, options),
      /**
       * Write to people who never wrote again, although WhatsApp refused it
       *
       * If WhatsApp refuses again, the next stop lasts twice as long.
       *
       * Needs the scope `channels:write`.
       */
      liftColdStop: (id: string, options?: RequestOptions): Promise<LiftChannelColdStopResponse> =>
        http.call<LiftChannelColdStopResponse>({ method: "POST", path: `/api/v1/channels/${encodeURIComponent(id)}/limits/lift-cold-stop` }, options),
      /**
       * What a phone has to scan, or its owner to type, to be paired
       *
       * Needs the scope `channels:write`.
       */
      getPairing: (id: string, options?: RequestOptions): Promise<GetChannelPairingResponse> =>
        http.call<GetChannelPairingResponse>({ method: "GET", path: `/api/v1/channels/${encodeURIComponent(id)}/pairing` }, options),
      /**
       * Pair a phone: codes are shown for 160 seconds from now
       *
       * They change by themselves, and are the same for everybody who looks. Ask again when they have run out. With `phone` a code to type on that phone comes instead of a picture.
       *
       * Needs the scope `channels:write`.
       */
      pair: (id: string, body?: NonNullable<PairChannelData["body"]>, options?: RequestOptions): Promise<PairChannelResponse> =>
        http.call<PairChannelResponse>({ method: "POST", path: `/api/v1/channels/${encodeURIComponent(id)}/pairing`, body }, options),
      /**
       * Show no codes any more
       *
       * Needs the scope `channels:write`.
       */
      stopPairing: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/channels/${encodeURIComponent(id)}/pairing` }, options),
      /**
       * The QR code as a picture
       *
       * Needs the scope `channels:write`.
       */
      getQrPng: (id: string, options?: RequestOptions): Promise<Response> =>
        http.callForFile({ method: "GET", path: `/api/v1/channels/${encodeURIComponent(id)}/pairing/qr.png` }, options),
      /**
       * The address of: The QR code as a picture
       *
       * For an image or a link in a page whose session cookie the browser sends by itself; with an API key the address alone opens nothing.
       */
      qrPngUrl: (id: string): string =>
        http.url({ method: "GET", path: `/api/v1/channels/${encodeURIComponent(id)}/pairing/qr.png` }),
      /**
       * The QR code as a drawing
       *
       * Needs the scope `channels:write`.
       */
      getQrSvg: (id: string, options?: RequestOptions): Promise<Response> =>
        http.callForFile({ method: "GET", path: `/api/v1/channels/${encodeURIComponent(id)}/pairing/qr.svg` }, options),
      /**
       * The address of: The QR code as a drawing
       *
       * For an image or a link in a page whose session cookie the browser sends by itself; with an API key the address alone opens nothing.
       */
      qrSvgUrl: (id: string): string =>
        http.url({ method: "GET", path: `/api/v1/channels/${encodeURIComponent(id)}/pairing/qr.svg` }),
      /**
       * Stop sending on a channel; what is queued stays queued
       *
       * Needs the scope `channels:write`.
       */
      pause: (id: string, options?: RequestOptions): Promise<PauseChannelResponse> =>
        http.call<PauseChannelResponse>({ method: "POST", path: `/api/v1/channels/${encodeURIComponent(id)}/pause` }, options),
      /**
       * Send again on a paused or stopped channel
       *
       * Needs the scope `channels:write`.
       */
      resume: (id: string, options?: RequestOptions): Promise<ResumeChannelResponse> =>
        http.call<ResumeChannelResponse>({ method: "POST", path: `/api/v1/channels/${encodeURIComponent(id)}/resume` }, options),
      /**
       * The WhatsApp Web session of a channel
       *
       * Needs the scope `channels:read`.
       */
      getSession: (id: string, options?: RequestOptions): Promise<GetChannelSessionResponse> =>
        http.call<GetChannelSessionResponse>({ method: "GET", path: `/api/v1/channels/${encodeURIComponent(id)}/session` }, options),
      /**
       * Remove this device from the phone; another phone can be paired then
       *
       * Needs the scope `channels:write`.
       */
      logOut: (id: string, options?: RequestOptions): Promise<LogOutChannelResponse> =>
        http.call<LogOutChannelResponse>({ method: "POST", path: `/api/v1/channels/${encodeURIComponent(id)}/session/log-out` }, options),
      /**
       * Take a session back that was opened somewhere else
       *
       * Needs the scope `channels:write`.
       */
      useHere: (id: string, options?: RequestOptions): Promise<UseChannelHereResponse> =>
        http.call<UseChannelHereResponse>({ method: "POST", path: `/api/v1/channels/${encodeURIComponent(id)}/session/use-here` }, options),
      /**
       * Approved texts of a channel as last seen, by name
       *
       * Needs the scope `channels:read`.
       */
      listMessageTemplates: (id: string, query?: NonNullable<ListMessageTemplatesData["query"]>, options?: RequestOptions): PagedList<ListMessageTemplatesResponse> =>
        http.list<ListMessageTemplatesResponse>({ method: "GET", path: `/api/v1/channels/${encodeURIComponent(id)}/templates`, query }, options),
      /**
       * Send a new template in for approval
       *
       * Needs the scope `channels:write`.
       */
      createMessageTemplate: (id: string, body: NonNullable<CreateMessageTemplateData["body"]>, options?: RequestOptions): Promise<CreateMessageTemplateResponse> =>
        http.call<CreateMessageTemplateResponse>({ method: "POST", path: `/api/v1/channels/${encodeURIComponent(id)}/templates`, body }, options),
      /**
       * Read all templates from the platform now
       *
       * Needs the scope `channels:write`.
       */
      syncMessageTemplates: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "POST", path: `/api/v1/channels/${encodeURIComponent(id)}/templates/sync` }, options),
      /**
       * One approved text of a channel as last seen
       *
       * Needs the scope `channels:read`.
       */
      getMessageTemplate: (id: string, templateId: string, options?: RequestOptions): Promise<GetMessageTemplateResponse> =>
        http.call<GetMessageTemplateResponse>({ method: "GET", path: `/api/v1/channels/${encodeURIComponent(id)}/templates/${encodeURIComponent(templateId)}` }, options),
      /**
       * Change a template; it goes back to approval
       *
       * Needs the scope `channels:write`.
       */
      updateMessageTemplate: (id: string, templateId: string, body: NonNullable<UpdateMessageTemplateData["body"]>, options?: RequestOptions): Promise<UpdateMessageTemplateResponse> =>
        http.call<UpdateMessageTemplateResponse>({ method: "PATCH", path: `/api/v1/channels/${encodeURIComponent(id)}/templates/${encodeURIComponent(templateId)}`, body }, options),
      /**
       * Delete a template at the platform; its name stays blocked there for 30 days
       *
       * Needs the scope `channels:write`.
       */
      deleteMessageTemplate: (id: string, templateId: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/channels/${encodeURIComponent(id)}/templates/${encodeURIComponent(templateId)}` }, options),
      /**
       * See a platform's template filled for a contact, and the message to send; nothing is sent
       *
       * Needs the scope `channels:read`.
       */
      previewMessageTemplate: (id: string, templateId: string, body?: NonNullable<PreviewMessageTemplateData["body"]>, options?: RequestOptions): Promise<PreviewMessageTemplateResponse> =>
        http.call<PreviewMessageTemplateResponse>({ method: "POST", path: `/api/v1/channels/${encodeURIComponent(id)}/templates/${encodeURIComponent(templateId)}/preview`, body }, options),
      /**
       * The placeholders of a platform's template, and what they stand for
       *
       * Needs the scope `channels:read`.
       */
      getMessageTemplateVariables: (id: string, templateId: string, options?: RequestOptions): Promise<GetMessageTemplateVariablesResponse> =>
        http.call<GetMessageTemplateVariablesResponse>({ method: "GET", path: `/api/v1/channels/${encodeURIComponent(id)}/templates/${encodeURIComponent(templateId)}/variables` }, options),
      /**
       * Say what the placeholders of a platform's template stand for; replaces all
       *
       * Needs the scope `channels:write`.
       */
      updateMessageTemplateVariables: (id: string, templateId: string, body: NonNullable<UpdateMessageTemplateVariablesData["body"]>, options?: RequestOptions): Promise<UpdateMessageTemplateVariablesResponse> =>
        http.call<UpdateMessageTemplateVariablesResponse>({ method: "PUT", path: `/api/v1/channels/${encodeURIComponent(id)}/templates/${encodeURIComponent(templateId)}/variables`, body }, options),
      /**
       * Have the platform post this account's events to this server
       *
       * Sets the app's callback address, subscribes the app to the account, and checks the address by a handshake.
       *
       * Needs the scope `channels:write`.
       */
      setUpWebhook: (id: string, body?: NonNullable<SetUpChannelWebhookData["body"]>, options?: RequestOptions): Promise<SetUpChannelWebhookResponse> =>
        http.call<SetUpChannelWebhookResponse>({ method: "POST", path: `/api/v1/channels/${encodeURIComponent(id)}/webhook-setup`, body }, options),
      /**
       * Have the platform post no more events of this account, whatever its number
       *
       * Needs the scope `channels:write`.
       */
      removeWebhook: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/channels/${encodeURIComponent(id)}/webhook-setup` }, options),
    },
    contacts: {
      /**
       * List contacts, the latest first
       *
       * Needs the scope `contacts:read`.
       */
      list: (query?: NonNullable<ListContactsData["query"]>, options?: RequestOptions): PagedList<ListContactsResponse> =>
        http.list<ListContactsResponse>({ method: "GET", path: "/api/v1/contacts", query }, options),
      /**
       * One contact, with what it must not be sent
       *
       * The id of a contact that was merged into another answers the other one.
       *
       * Needs the scope `contacts:read`.
       */
      get: (id: string, options?: RequestOptions): Promise<GetContactResponse> =>
        http.call<GetContactResponse>({ method: "GET", path: `/api/v1/contacts/${encodeURIComponent(id)}` }, options),
      /**
       * Change what is known of a contact
       *
       * What is not given stays as it is; null empties it.
       *
       * Needs the scope `contacts:write`.
       */
      update: (id: string, body: NonNullable<UpdateContactData["body"]>, options?: RequestOptions): Promise<UpdateContactResponse> =>
        http.call<UpdateContactResponse>({ method: "PATCH", path: `/api/v1/contacts/${encodeURIComponent(id)}`, body }, options),
      /**
       * Say that another contact is the same person
       *
       * The other one becomes a part of this contact. It can be undone.
       *
       * Needs the scope `contacts:write`.
       */
      merge: (id: string, body: NonNullable<MergeContactsData["body"]>, options?: RequestOptions): Promise<MergeContactsResponse> =>
        http.call<MergeContactsResponse>({ method: "POST", path: `/api/v1/contacts/${encodeURIComponent(id)}/merge`, body }, options),
      /**
       * Undo a merge: the other contact is another person after all
       *
       * WhatsApp may join the two again when a message names both by one sender.
       *
       * Needs the scope `contacts:write`.
       */
      split: (id: string, body: NonNullable<SplitContactData["body"]>, options?: RequestOptions): Promise<SplitContactResponse> =>
        http.call<SplitContactResponse>({ method: "POST", path: `/api/v1/contacts/${encodeURIComponent(id)}/split`, body }, options),
      /**
       * Every change of what a contact must not be sent, the latest first
       *
       * Needs the scope `contacts:read`.
       */
      listSuppressionEvents: (id: string, query?: NonNullable<ListContactSuppressionEventsData["query"]>, options?: RequestOptions): PagedList<ListContactSuppressionEventsResponse> =>
        http.list<ListContactSuppressionEventsResponse>({ method: "GET", path: `/api/v1/contacts/${encodeURIComponent(id)}/suppression-events`, query }, options),
      /**
       * Say that a contact must not be sent something
       *
       * Every source obeys it from the next message on, those waiting to be sent included.
       *
       * Needs the scope `contacts:write`.
       */
      suppress: (id: string, body: NonNullable<SuppressContactData["body"]>, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "POST", path: `/api/v1/contacts/${encodeURIComponent(id)}/suppressions`, body }, options),
      /**
       * Say that a contact may be sent something again
       *
       * Needs the scope `contacts:write`.
       */
      liftSuppression: (id: string, scope: string, body: NonNullable<LiftContactSuppressionData["body"]>, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "POST", path: `/api/v1/contacts/${encodeURIComponent(id)}/suppressions/${encodeURIComponent(scope)}/lift`, body }, options),
      /**
       * Give a contact a tag
       *
       * Needs the scope `contacts:write`.
       */
      addTag: (id: string, tagId: string, options?: RequestOptions): Promise<AddContactTagResponse> =>
        http.call<AddContactTagResponse>({ method: "PUT", path: `/api/v1/contacts/${encodeURIComponent(id)}/tags/${encodeURIComponent(tagId)}` }, options),
      /**
       * Take a tag from a contact
       *
       * Needs the scope `contacts:write`.
       */
      removeTag: (id: string, tagId: string, options?: RequestOptions): Promise<RemoveContactTagResponse> =>
        http.call<RemoveContactTagResponse>({ method: "DELETE", path: `/api/v1/contacts/${encodeURIComponent(id)}/tags/${encodeURIComponent(tagId)}` }, options),
    },
    conversations: {
      /**
       * List conversations
       *
       * A page goes on where the one before ended, also when conversations move to the front meanwhile. A search finds a message a moment after it came.
       *
       * Needs the scope `conversations:read`.
       */
      list: (query?: NonNullable<ListConversationsData["query"]>, options?: RequestOptions): PagedList<ListConversationsResponse> =>
        http.list<ListConversationsResponse>({ method: "GET", path: "/api/v1/conversations", query }, options),
      /**
       * Change many conversations at once, all or none
       *
       * Needs the scope `conversations:write`.
       */
      change: (body: NonNullable<ChangeConversationsData["body"]>, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "POST", path: "/api/v1/conversations/changes", body }, options),
      /**
       * How many conversations somebody has yet to read
       *
       * Needs the scope `conversations:read`.
       */
      countUnread: (options?: RequestOptions): Promise<CountUnreadConversationsResponse> =>
        http.call<CountUnreadConversationsResponse>({ method: "GET", path: "/api/v1/conversations/unread-counts" }, options),
      /**
       * One conversation, with what may be written in it
       *
       * Needs the scope `conversations:read`.
       */
      get: (id: string, options?: RequestOptions): Promise<GetConversationResponse> =>
        http.call<GetConversationResponse>({ method: "GET", path: `/api/v1/conversations/${encodeURIComponent(id)}` }, options),
      /**
       * Open, close or assign a conversation
       *
       * A closed one is open again with the contact's next message.
       *
       * Needs the scope `conversations:write`.
       */
      update: (id: string, body: NonNullable<UpdateConversationData["body"]>, options?: RequestOptions): Promise<UpdateConversationResponse> =>
        http.call<UpdateConversationResponse>({ method: "PATCH", path: `/api/v1/conversations/${encodeURIComponent(id)}`, body }, options),
      /**
       * Whether the AI answers in a conversation, and why not
       *
       * Needs the scope `conversations:read`.
       */
      getAi: (id: string, options?: RequestOptions): Promise<GetConversationAiResponse> =>
        http.call<GetConversationAiResponse>({ method: "GET", path: `/api/v1/conversations/${encodeURIComponent(id)}/ai-replies` }, options),
      /**
       * Turn the AI off in a conversation, or on again, also after a hand-over
       *
       * Needs the scope `conversations:write`.
       */
      updateAi: (id: string, body: NonNullable<UpdateConversationAiData["body"]>, options?: RequestOptions): Promise<UpdateConversationAiResponse> =>
        http.call<UpdateConversationAiResponse>({ method: "PATCH", path: `/api/v1/conversations/${encodeURIComponent(id)}/ai-replies`, body }, options),
      /**
       * Answer in a conversation as a person
       *
       * Goes before everything that waits to be sent, opens the conversation, and counts as a person's reply. Answers 409 `service-window-closed` when only templates are allowed.
       *
       * Needs the scope `messages:send`.
       */
      answer: (id: string, body: NonNullable<AnswerConversationData["body"]>, options?: SendOptions): Promise<AnswerConversationResponse> =>
        http.call<AnswerConversationResponse>({ method: "POST", path: `/api/v1/conversations/${encodeURIComponent(id)}/messages`, body, takesIdempotencyKey: true }, options),
      /**
       * Write a note for colleagues; the contact never sees it
       *
       * Needs the scope `conversations:write`.
       */
      createNote: (id: string, body: NonNullable<CreateConversationNoteData["body"]>, options?: RequestOptions): Promise<CreateConversationNoteResponse> =>
        http.call<CreateConversationNoteResponse>({ method: "POST", path: `/api/v1/conversations/${encodeURIComponent(id)}/notes`, body }, options),
      /**
       * Mark a conversation read, and show the contact that it was; optionally, that an answer is being typed
       *
       * It is read in the inbox even when WhatsApp does not take the receipt.
       *
       * Needs the scope `conversations:write`.
       */
      markRead: (id: string, body: NonNullable<MarkConversationReadData["body"]>, options?: RequestOptions): Promise<MarkConversationReadResponse> =>
        http.call<MarkConversationReadResponse>({ method: "POST", path: `/api/v1/conversations/${encodeURIComponent(id)}/read`, body }, options),
      /**
       * Give a conversation a tag
       *
       * Needs the scope `conversations:write`.
       */
      addTag: (id: string, tagId: string, options?: RequestOptions): Promise<AddConversationTagResponse> =>
        http.call<AddConversationTagResponse>({ method: "PUT", path: `/api/v1/conversations/${encodeURIComponent(id)}/tags/${encodeURIComponent(tagId)}` }, options),
      /**
       * Take a tag from a conversation
       *
       * Needs the scope `conversations:write`.
       */
      removeTag: (id: string, tagId: string, options?: RequestOptions): Promise<RemoveConversationTagResponse> =>
        http.call<RemoveConversationTagResponse>({ method: "DELETE", path: `/api/v1/conversations/${encodeURIComponent(id)}/tags/${encodeURIComponent(tagId)}` }, options),
      /**
       * A conversation's messages, notes and events, in one order
       *
       * The latest items; or those before, after or around something. Platforms tell whole seconds, so what has just come may stand before what one has already: read the latest page again rather than only what comes after.
       *
       * Needs the scope `messages:read`.
       */
      getThread: (id: string, query?: NonNullable<GetConversationThreadData["query"]>, options?: RequestOptions): PagedList<GetConversationThreadResponse> =>
        http.list<GetConversationThreadResponse>({ method: "GET", path: `/api/v1/conversations/${encodeURIComponent(id)}/thread`, query }, options),
    },
    followUpRules: {
      /**
       * List the follow-up rules in the order in which they are asked
       *
       * Needs the scope `follow-ups:read`.
       */
      list: (options?: RequestOptions): PagedList<ListFollowUpRulesResponse> =>
        http.list<ListFollowUpRulesResponse>({ method: "GET", path: "/api/v1/follow-up-rules" }, options),
      /**
       * Add a follow-up rule behind the others
       *
       * Later than 24 hours after the contact's last message WhatsApp's Cloud API takes only approved templates.
       *
       * Needs the scope `follow-ups:write`.
       */
      create: (body: NonNullable<CreateFollowUpRuleData["body"]>, options?: RequestOptions): Promise<CreateFollowUpRuleResponse> =>
        http.call<CreateFollowUpRuleResponse>({ method: "POST", path: "/api/v1/follow-up-rules", body }, options),
      /**
       * Say in which order the follow-up rules are asked; the first one enabled for a channel counts
       *
       * Needs the scope `follow-ups:write`.
       */
      reorder: (body: NonNullable<ReorderFollowUpRulesData["body"]>, options?: RequestOptions): Promise<ReorderFollowUpRulesResponse> =>
        http.call<ReorderFollowUpRulesResponse>({ method: "PUT", path: "/api/v1/follow-up-rules/order", body }, options),
      /**
       * One follow-up rule
       *
       * Needs the scope `follow-ups:read`.
       */
      get: (id: string, options?: RequestOptions): Promise<GetFollowUpRuleResponse> =>
        http.call<GetFollowUpRuleResponse>({ method: "GET", path: `/api/v1/follow-up-rules/${encodeURIComponent(id)}` }, options),
      /**
       * Change a follow-up rule; what is not given stays
       *
       * When delay or hours change, `timers` chooses what becomes of timers set already, and the answer tells how many there are and what happens to them.
       *
       * Needs the scope `follow-ups:write`.
       */
      update: (id: string, body: NonNullable<UpdateFollowUpRuleData["body"]>, options?: RequestOptions): Promise<UpdateFollowUpRuleResponse> =>
        http.call<UpdateFollowUpRuleResponse>({ method: "PATCH", path: `/api/v1/follow-up-rules/${encodeURIComponent(id)}`, body }, options),
      /**
       * Delete a follow-up rule; what is pending of it is not sent
       *
       * Needs the scope `follow-ups:write`.
       */
      delete: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/follow-up-rules/${encodeURIComponent(id)}` }, options),
    },
    followUps: {
      /**
       * List pending follow-ups, the soonest due first
       *
       * Needs the scope `follow-ups:read`.
       */
      list: (query?: NonNullable<ListFollowUpsData["query"]>, options?: RequestOptions): PagedList<ListFollowUpsResponse> =>
        http.list<ListFollowUpsResponse>({ method: "GET", path: "/api/v1/follow-ups", query }, options),
      /**
       * Cancel the follow-up pending in a conversation
       *
       * Needs the scope `follow-ups:write`.
       */
      cancel: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/follow-ups/${encodeURIComponent(id)}` }, options),
    },
    inboundEvents: {
      /**
       * Inbound events that could not be processed, latest first
       *
       * Needs the scope `system:read`.
       */
      listQuarantinedEvents: (query?: NonNullable<ListQuarantinedEventsData["query"]>, options?: RequestOptions): PagedList<ListQuarantinedEventsResponse> =>
        http.list<ListQuarantinedEventsResponse>({ method: "GET", path: "/api/v1/inbound-events/quarantined", query }, options),
      /**
       * Process a quarantined event again
       *
       * Needs the scope `admin`.
       */
      replayQuarantinedEvent: (id: string, options?: RequestOptions): Promise<ReplayQuarantinedEventResponse> =>
        http.call<ReplayQuarantinedEventResponse>({ method: "POST", path: `/api/v1/inbound-events/${encodeURIComponent(id)}/replay` }, options),
    },
    invitations: {
      /**
       * Come in by an invitation, and choose a password
       *
       * Signs in: the answer sets the session's cookie. An invitation works once.
       */
      accept: (body: NonNullable<AcceptInvitationData["body"]>, options?: RequestOptions): Promise<AcceptInvitationResponse> =>
        http.call<AcceptInvitationResponse>({ method: "POST", path: "/api/v1/invitations/accept", body }, options),
    },
    links: {
      /** What a one-time link is for, and whether it still works */
      inspect: (body: NonNullable<InspectLinkData["body"]>, options?: RequestOptions): Promise<InspectLinkResponse> =>
        http.call<InspectLinkResponse>({ method: "POST", path: "/api/v1/links/inspect", body }, options),
    },
    me: {
      /**
       * Who is signed in, and what they may do
       *
       * Needs a user who has signed in; API keys can't.
       */
      get: (options?: RequestOptions): Promise<GetMeResponse> =>
        http.call<GetMeResponse>({ method: "GET", path: "/api/v1/me" }, options),
      /**
       * Change one's own name, language or e-mail address
       *
       * Needs a user who has signed in; API keys can't.
       */
      update: (body: NonNullable<UpdateMeData["body"]>, options?: RequestOptions): Promise<UpdateMeResponse> =>
        http.call<UpdateMeResponse>({ method: "PATCH", path: "/api/v1/me", body }, options),
      /**
       * Change one's own password
       *
       * Ends every other session; this one goes on with a new cookie.
       *
       * Needs a user who has signed in; API keys can't.
       */
      changePassword: (body: NonNullable<ChangePasswordData["body"]>, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "POST", path: "/api/v1/me/password", body }, options),
      /**
       * Where one is signed in, the latest seen first
       *
       * Needs a user who has signed in; API keys can't.
       */
      listMySessions: (query?: NonNullable<ListMySessionsData["query"]>, options?: RequestOptions): PagedList<ListMySessionsResponse> =>
        http.list<ListMySessionsResponse>({ method: "GET", path: "/api/v1/me/sessions", query }, options),
      /**
       * Sign out everywhere
       *
       * Needs a user who has signed in; API keys can't.
       */
      endMySessions: (query?: NonNullable<EndMySessionsData["query"]>, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: "/api/v1/me/sessions", query }, options),
      /**
       * Sign out somewhere else, or here
       *
       * Needs a user who has signed in; API keys can't.
       */
      endMySession: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/me/sessions/${encodeURIComponent(id)}` }, options),
    },
    media: {
      /**
       * Upload a file to be sent
       *
       * The body is the file itself, up to 100 MB. Its type is told by its content; a Content-Type that says otherwise is refused. Images are turned into what WhatsApp takes: upright, at most 5 MB, without metadata.
       *
       * Needs the scope `media:write`.
       */
      upload: (file: FileBody, query?: NonNullable<UploadMediaData["query"]>, options?: RequestOptions): Promise<UploadMediaResponse> =>
        http.call<UploadMediaResponse>({ method: "POST", path: "/api/v1/media", file, query: withFileName(file, query) }, options),
      /**
       * What is known of a file
       *
       * Needs the scope `media:read`.
       */
      get: (id: string, options?: RequestOptions): Promise<GetMediaResponse> =>
        http.call<GetMediaResponse>({ method: "GET", path: `/api/v1/media/${encodeURIComponent(id)}` }, options),
      /**
       * Delete a file
       *
       * Messages that showed it stay, without the file. Refused while one of them is still to be sent.
       *
       * Needs the scope `media:write`.
       */
      delete: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/media/${encodeURIComponent(id)}` }, options),
      /**
       * The file itself
       *
       * Understands Range, If-Range and If-None-Match.
       *
       * Needs the scope `media:read`.
       */
      getContent: (id: string, options?: RequestOptions): Promise<Response> =>
        http.callForFile({ method: "GET", path: `/api/v1/media/${encodeURIComponent(id)}/content` }, options),
      /**
       * The address of: The file itself
       *
       * For an image or a link in a page whose session cookie the browser sends by itself; with an API key the address alone opens nothing.
       */
      contentUrl: (id: string): string =>
        http.url({ method: "GET", path: `/api/v1/media/${encodeURIComponent(id)}/content` }),
    },
    messages: {
      /**
       * List messages, latest first
       *
       * Needs the scope `messages:read`.
       */
      list: (query?: NonNullable<ListMessagesData["query"]>, options?: RequestOptions): PagedList<ListMessagesResponse> =>
        http.list<ListMessagesResponse>({ method: "GET", path: "/api/v1/messages", query }, options),
      /**
       * Send a message
       *
       * Queues one message. It is sent, or ends in a final state with a reason. Repeating an Idempotency-Key answers the first message.
       *
       * Needs the scope `messages:send`.
       */
      send: (body: NonNullable<SendMessageData["body"]>, options?: SendOptions): Promise<SendMessageResponse> =>
        http.call<SendMessageResponse>({ method: "POST", path: "/api/v1/messages", body, takesIdempotencyKey: true }, options),
      /**
       * One message with its history
       *
       * Needs the scope `messages:read`.
       */
      get: (id: string, options?: RequestOptions): Promise<GetMessageResponse> =>
        http.call<GetMessageResponse>({ method: "GET", path: `/api/v1/messages/${encodeURIComponent(id)}` }, options),
      /**
       * Cancel a message that is not out yet
       *
       * Needs the scope `messages:send`.
       */
      cancel: (id: string, options?: RequestOptions): Promise<CancelMessageResponse> =>
        http.call<CancelMessageResponse>({ method: "POST", path: `/api/v1/messages/${encodeURIComponent(id)}/cancel` }, options),
      /**
       * Why a message was sent or not: its source, every decision, how it stands, what happens next
       *
       * Needs the scope `messages:read`.
       */
      explain: (id: string, options?: RequestOptions): Promise<ExplainMessageResponse> =>
        http.call<ExplainMessageResponse>({ method: "GET", path: `/api/v1/messages/${encodeURIComponent(id)}/explanation` }, options),
      /**
       * Hold a queued message until it is released
       *
       * Needs the scope `messages:send`.
       */
      hold: (id: string, options?: RequestOptions): Promise<HoldMessageResponse> =>
        http.call<HoldMessageResponse>({ method: "POST", path: `/api/v1/messages/${encodeURIComponent(id)}/hold` }, options),
      /**
       * React to a message, or take a reaction back
       *
       * Needs the scope `messages:send`.
       */
      setReaction: (id: string, body: NonNullable<SetMessageReactionData["body"]>, options?: SendOptions): Promise<SetMessageReactionResponse> =>
        http.call<SetMessageReactionResponse>({ method: "POST", path: `/api/v1/messages/${encodeURIComponent(id)}/reaction`, body, takesIdempotencyKey: true }, options),
      /**
       * Release a held message
       *
       * Needs the scope `messages:send`.
       */
      release: (id: string, options?: RequestOptions): Promise<ReleaseMessageResponse> =>
        http.call<ReleaseMessageResponse>({ method: "POST", path: `/api/v1/messages/${encodeURIComponent(id)}/release` }, options),
      /**
       * Send again what failed, expired, was cancelled, or whose outcome is unknown
       *
       * Needs the scope `messages:send`.
       */
      retry: (id: string, options?: RequestOptions): Promise<RetryMessageResponse> =>
        http.call<RetryMessageResponse>({ method: "POST", path: `/api/v1/messages/${encodeURIComponent(id)}/retry` }, options),
    },
    notes: {
      /**
       * Change a note of one's own
       *
       * Needs the scope `conversations:write`.
       */
      update: (id: string, body: NonNullable<UpdateNoteData["body"]>, options?: RequestOptions): Promise<UpdateNoteResponse> =>
        http.call<UpdateNoteResponse>({ method: "PATCH", path: `/api/v1/notes/${encodeURIComponent(id)}`, body }, options),
      /**
       * Delete a note of one's own
       *
       * Needs the scope `conversations:write`.
       */
      delete: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/notes/${encodeURIComponent(id)}` }, options),
    },
    passwordResets: {
      /**
       * Choose a new password by a link that somebody made for it
       *
       * Ends every session of the user, and signs in: the answer sets the session's cookie. A link works once.
       */
      accept: (body: NonNullable<AcceptPasswordResetData["body"]>, options?: RequestOptions): Promise<AcceptPasswordResetResponse> =>
        http.call<AcceptPasswordResetResponse>({ method: "POST", path: "/api/v1/password-resets/accept", body }, options),
    },
    quickReplies: {
      /**
       * List the texts that people answer with often, by shortcut
       *
       * Needs the scope `quick-replies:read`.
       */
      list: (options?: RequestOptions): PagedList<ListQuickRepliesResponse> =>
        http.list<ListQuickRepliesResponse>({ method: "GET", path: "/api/v1/quick-replies" }, options),
      /**
       * Make a quick reply
       *
       * Needs the scope `quick-replies:write`.
       */
      create: (body: NonNullable<CreateQuickReplyData["body"]>, options?: RequestOptions): Promise<CreateQuickReplyResponse> =>
        http.call<CreateQuickReplyResponse>({ method: "POST", path: "/api/v1/quick-replies", body }, options),
      /**
       * One quick reply
       *
       * Needs the scope `quick-replies:read`.
       */
      get: (id: string, options?: RequestOptions): Promise<GetQuickReplyResponse> =>
        http.call<GetQuickReplyResponse>({ method: "GET", path: `/api/v1/quick-replies/${encodeURIComponent(id)}` }, options),
      /**
       * Change a quick reply
       *
       * Needs the scope `quick-replies:write`.
       */
      update: (id: string, body: NonNullable<UpdateQuickReplyData["body"]>, options?: RequestOptions): Promise<UpdateQuickReplyResponse> =>
        http.call<UpdateQuickReplyResponse>({ method: "PATCH", path: `/api/v1/quick-replies/${encodeURIComponent(id)}`, body }, options),
      /**
       * Delete a quick reply
       *
       * Needs the scope `quick-replies:write`.
       */
      delete: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/quick-replies/${encodeURIComponent(id)}` }, options),
      /**
       * A quick reply as it would be sent in a conversation; sends nothing
       *
       * Needs the scope `quick-replies:read`.
       */
      render: (id: string, body: NonNullable<RenderQuickReplyData["body"]>, options?: RequestOptions): Promise<RenderQuickReplyResponse> =>
        http.call<RenderQuickReplyResponse>({ method: "POST", path: `/api/v1/quick-replies/${encodeURIComponent(id)}/render`, body }, options),
    },
    roles: {
      /**
       * The roles and what each may do, the most powerful first
       *
       * Needs the scope `users:read`.
       */
      list: (options?: RequestOptions): PagedList<ListRolesResponse> =>
        http.list<ListRolesResponse>({ method: "GET", path: "/api/v1/roles" }, options),
    },
    rules: {
      /**
       * List the auto-reply rules in the order in which they are asked
       *
       * Needs the scope `rules:read`.
       */
      list: (options?: RequestOptions): PagedList<ListRulesResponse> =>
        http.list<ListRulesResponse>({ method: "GET", path: "/api/v1/rules" }, options),
      /**
       * Add a rule behind the others
       *
       * Needs the scope `rules:write`.
       */
      create: (body: NonNullable<CreateRuleData["body"]>, options?: RequestOptions): Promise<CreateRuleResponse> =>
        http.call<CreateRuleResponse>({ method: "POST", path: "/api/v1/rules", body }, options),
      /**
       * Say in which order the rules are asked
       *
       * Needs the scope `rules:write`.
       */
      reorder: (body: NonNullable<ReorderRulesData["body"]>, options?: RequestOptions): Promise<ReorderRulesResponse> =>
        http.call<ReorderRulesResponse>({ method: "PUT", path: "/api/v1/rules/order", body }, options),
      /**
       * What the rules did, day by day
       *
       * Needs the scope `rules:read`.
       */
      getStatistics: (query?: NonNullable<GetRuleStatisticsData["query"]>, options?: RequestOptions): PagedList<GetRuleStatisticsResponse> =>
        http.list<GetRuleStatisticsResponse>({ method: "GET", path: "/api/v1/rules/statistics", query }, options),
      /**
       * What would happen if a contact wrote this? Nothing is sent, counted or remembered
       *
       * The decisions are those of real messages: opt-out words first, then every rule with the reason why it answers or not, the AI, and the follow-up that would be set. A rule that is not stored yet can be tried as `draft`.
       *
       * Needs the scope `rules:read`.
       */
      test: (body: NonNullable<TestRulesData["body"]>, options?: RequestOptions): Promise<TestRulesResponse> =>
        http.call<TestRulesResponse>({ method: "POST", path: "/api/v1/rules/test", body }, options),
      /**
       * One rule
       *
       * Needs the scope `rules:read`.
       */
      get: (id: string, options?: RequestOptions): Promise<GetRuleResponse> =>
        http.call<GetRuleResponse>({ method: "GET", path: `/api/v1/rules/${encodeURIComponent(id)}` }, options),
      /**
       * Change a rule; what is not given stays
       *
       * Needs the scope `rules:write`.
       */
      update: (id: string, body: NonNullable<UpdateRuleData["body"]>, options?: RequestOptions): Promise<UpdateRuleResponse> =>
        http.call<UpdateRuleResponse>({ method: "PATCH", path: `/api/v1/rules/${encodeURIComponent(id)}`, body }, options),
      /**
       * Delete a rule
       *
       * Needs the scope `rules:write`.
       */
      delete: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/rules/${encodeURIComponent(id)}` }, options),
      /**
       * Add a copy of a rule behind it, turned off
       *
       * Needs the scope `rules:write`.
       */
      duplicate: (id: string, options?: RequestOptions): Promise<DuplicateRuleResponse> =>
        http.call<DuplicateRuleResponse>({ method: "POST", path: `/api/v1/rules/${encodeURIComponent(id)}/duplicate` }, options),
    },
    sandbox: {
      /**
       * People and groups of a virtual phone, those used last first
       *
       * Needs the scope `sandbox:read`.
       */
      listChats: (query?: NonNullable<ListSandboxChatsData["query"]>, options?: RequestOptions): PagedList<ListSandboxChatsResponse> =>
        http.list<ListSandboxChatsResponse>({ method: "GET", path: "/api/v1/sandbox/chats", query }, options),
      /**
       * One person or group
       *
       * Needs the scope `sandbox:read`.
       */
      getChat: (id: string, options?: RequestOptions): Promise<GetSandboxChatResponse> =>
        http.call<GetSandboxChatResponse>({ method: "GET", path: `/api/v1/sandbox/chats/${encodeURIComponent(id)}` }, options),
      /**
       * Turn a phone off or on, block the business, leave WhatsApp, change members
       *
       * Needs the scope `sandbox:write`.
       */
      updateChat: (id: string, body: NonNullable<UpdateSandboxChatData["body"]>, options?: RequestOptions): Promise<UpdateSandboxChatResponse> =>
        http.call<UpdateSandboxChatResponse>({ method: "PATCH", path: `/api/v1/sandbox/chats/${encodeURIComponent(id)}`, body }, options),
      /**
       * Delete a person or group from the virtual phone; what the business has of it stays
       *
       * Needs the scope `sandbox:write`.
       */
      deleteChat: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/sandbox/chats/${encodeURIComponent(id)}` }, options),
      /**
       * Have the next messages to a chat fail
       *
       * Needs the scope `sandbox:write`.
       */
      planFailures: (id: string, body: NonNullable<PlanSandboxFailuresData["body"]>, options?: RequestOptions): Promise<PlanSandboxFailuresResponse> =>
        http.call<PlanSandboxFailuresResponse>({ method: "POST", path: `/api/v1/sandbox/chats/${encodeURIComponent(id)}/failures`, body }, options),
      /**
       * Have nothing fail any more
       *
       * Needs the scope `sandbox:write`.
       */
      clearFailures: (id: string, options?: RequestOptions): Promise<ClearSandboxFailuresResponse> =>
        http.call<ClearSandboxFailuresResponse>({ method: "DELETE", path: `/api/v1/sandbox/chats/${encodeURIComponent(id)}/failures` }, options),
      /**
       * Put the time forward, for one chat alone
       *
       * As if everything in it had happened so much earlier: follow-ups and scheduled messages that fall due by that go out now, the service window closes. Nothing else notices.
       *
       * Needs the scope `sandbox:write`.
       */
      fastForwardChat: (id: string, body: NonNullable<FastForwardSandboxChatData["body"]>, options?: RequestOptions): Promise<FastForwardSandboxChatResponse> =>
        http.call<FastForwardSandboxChatResponse>({ method: "POST", path: `/api/v1/sandbox/chats/${encodeURIComponent(id)}/fast-forward`, body }, options),
      /**
       * What a chat shows, latest first
       *
       * Needs the scope `sandbox:read`.
       */
      listMessages: (id: string, query?: NonNullable<ListSandboxMessagesData["query"]>, options?: RequestOptions): PagedList<ListSandboxMessagesResponse> =>
        http.list<ListSandboxMessagesResponse>({ method: "GET", path: `/api/v1/sandbox/chats/${encodeURIComponent(id)}/messages`, query }, options),
      /**
       * Write as a person of the virtual phone
       *
       * It reaches the server as a message on WhatsApp would: rules answer, follow-ups begin.
       *
       * Needs the scope `sandbox:write`.
       */
      writeMessage: (id: string, body: NonNullable<WriteSandboxMessageData["body"]>, options?: RequestOptions): Promise<WriteSandboxMessageResponse> =>
        http.call<WriteSandboxMessageResponse>({ method: "POST", path: `/api/v1/sandbox/chats/${encodeURIComponent(id)}/messages`, body }, options),
      /**
       * Open a chat: what arrived in it is read, and the business sees two blue ticks
       *
       * Needs the scope `sandbox:write`.
       */
      readChat: (id: string, options?: RequestOptions): Promise<ReadSandboxChatResponse> =>
        http.call<ReadSandboxChatResponse>({ method: "POST", path: `/api/v1/sandbox/chats/${encodeURIComponent(id)}/read` }, options),
      /**
       * Make a group of people and the business
       *
       * Needs the scope `sandbox:write`.
       */
      createGroup: (body: NonNullable<CreateSandboxGroupData["body"]>, options?: RequestOptions): Promise<CreateSandboxGroupResponse> =>
        http.call<CreateSandboxGroupResponse>({ method: "POST", path: "/api/v1/sandbox/groups", body }, options),
      /**
       * Invent a person with a phone
       *
       * Needs the scope `sandbox:write`.
       */
      createPerson: (body: NonNullable<CreateSandboxPersonData["body"]>, options?: RequestOptions): Promise<CreateSandboxPersonResponse> =>
        http.call<CreateSandboxPersonResponse>({ method: "POST", path: "/api/v1/sandbox/people", body }, options),
      /**
       * Empty a sandbox channel: its people and groups, and the business's conversations with them
       *
       * Needs the scope `sandbox:write`.
       */
      reset: (body: NonNullable<ResetSandboxData["body"]>, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "POST", path: "/api/v1/sandbox/reset", body }, options),
    },
    session: {
      /**
       * Sign in
       *
       * The answer sets the session's cookie. Failed attempts make the next ones wait: 429 `too-many-sign-ins` with Retry-After.
       */
      create: (body: NonNullable<CreateSessionData["body"]>, options?: RequestOptions): Promise<CreateSessionResponse> =>
        http.call<CreateSessionResponse>({ method: "POST", path: "/api/v1/session", body }, options),
      /** Sign out here; repeating it changes nothing */
      delete: (options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: "/api/v1/session" }, options),
    },
    settings: {
      /**
       * Every setting: its value, its default, what it does, and what fixes it
       *
       * Needs the scope `settings:read`.
       */
      get: (options?: RequestOptions): PagedList<GetSettingsResponse> =>
        http.list<GetSettingsResponse>({ method: "GET", path: "/api/v1/settings" }, options),
      /**
       * Change settings: all that are named, or none; they hold on every node within seconds
       *
       * What is not named stays. Some settings need the scope `admin`; each says so in `scope`.
       *
       * Needs the scope `settings:write`.
       */
      update: (body: NonNullable<UpdateSettingsData["body"]>, options?: RequestOptions): Promise<UpdateSettingsResponse> =>
        http.call<UpdateSettingsResponse>({ method: "PATCH", path: "/api/v1/settings", body }, options),
    },
    setup: {
      /** Whether Chasqui still waits for its first owner */
      get: (options?: RequestOptions): Promise<GetSetupResponse> =>
        http.call<GetSetupResponse>({ method: "GET", path: "/api/v1/setup" }, options),
      /**
       * Become the first owner, by the link that the server printed when it started
       *
       * Signs in: the answer sets the session's cookie.
       */
      complete: (body: NonNullable<CompleteSetupData["body"]>, options?: RequestOptions): Promise<CompleteSetupResponse> =>
        http.call<CompleteSetupResponse>({ method: "POST", path: "/api/v1/setup", body }, options),
    },
    tags: {
      /**
       * List the tags for contacts and conversations, by name
       *
       * Needs the scope `contacts:read`.
       */
      list: (options?: RequestOptions): PagedList<ListTagsResponse> =>
        http.list<ListTagsResponse>({ method: "GET", path: "/api/v1/tags" }, options),
      /**
       * Make a tag
       *
       * Needs the scope `contacts:write`.
       */
      create: (body: NonNullable<CreateTagData["body"]>, options?: RequestOptions): Promise<CreateTagResponse> =>
        http.call<CreateTagResponse>({ method: "POST", path: "/api/v1/tags", body }, options),
      /**
       * Rename or recolour a tag
       *
       * Needs the scope `contacts:write`.
       */
      update: (id: string, body: NonNullable<UpdateTagData["body"]>, options?: RequestOptions): Promise<UpdateTagResponse> =>
        http.call<UpdateTagResponse>({ method: "PATCH", path: `/api/v1/tags/${encodeURIComponent(id)}`, body }, options),
      /**
       * Delete a tag, and take it from everything that has it
       *
       * Needs the scope `contacts:write`.
       */
      delete: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/tags/${encodeURIComponent(id)}` }, options),
    },
    templates: {
      /**
       * Our own texts with placeholders, by name
       *
       * Needs the scope `templates:read`.
       */
      list: (query?: NonNullable<ListTemplatesData["query"]>, options?: RequestOptions): PagedList<ListTemplatesResponse> =>
        http.list<ListTemplatesResponse>({ method: "GET", path: "/api/v1/templates", query }, options),
      /**
       * Add a text with placeholders
       *
       * A text that is no Liquid is refused with its language, line and column.
       *
       * Needs the scope `templates:write`.
       */
      create: (body: NonNullable<CreateTemplateData["body"]>, options?: RequestOptions): Promise<CreateTemplateResponse> =>
        http.call<CreateTemplateResponse>({ method: "POST", path: "/api/v1/templates", body }, options),
      /**
       * See a text as a contact would get it; nothing is sent
       *
       * Needs the scope `templates:read`.
       */
      preview: (body: NonNullable<PreviewTemplateData["body"]>, options?: RequestOptions): Promise<PreviewTemplateResponse> =>
        http.call<PreviewTemplateResponse>({ method: "POST", path: "/api/v1/templates/preview", body }, options),
      /**
       * What placeholders can name; custom fields of contacts are `contact.fields.<name>` besides
       *
       * Needs the scope `templates:read`.
       */
      listVariables: (options?: RequestOptions): PagedList<ListTemplateVariablesResponse> =>
        http.list<ListTemplateVariablesResponse>({ method: "GET", path: "/api/v1/templates/variables" }, options),
      /**
       * One template
       *
       * Needs the scope `templates:read`.
       */
      get: (id: string, options?: RequestOptions): Promise<GetTemplateResponse> =>
        http.call<GetTemplateResponse>({ method: "GET", path: `/api/v1/templates/${encodeURIComponent(id)}` }, options),
      /**
       * Change a template; what is not given stays
       *
       * Needs the scope `templates:write`.
       */
      update: (id: string, body: NonNullable<UpdateTemplateData["body"]>, options?: RequestOptions): Promise<UpdateTemplateResponse> =>
        http.call<UpdateTemplateResponse>({ method: "PATCH", path: `/api/v1/templates/${encodeURIComponent(id)}`, body }, options),
      /**
       * Delete a template that nothing uses
       *
       * Needs the scope `templates:write`.
       */
      delete: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/templates/${encodeURIComponent(id)}` }, options),
      /**
       * Add a copy of a template
       *
       * Needs the scope `templates:write`.
       */
      duplicate: (id: string, options?: RequestOptions): Promise<DuplicateTemplateResponse> =>
        http.call<DuplicateTemplateResponse>({ method: "POST", path: `/api/v1/templates/${encodeURIComponent(id)}/duplicate` }, options),
      /**
       * What uses a template
       *
       * Needs the scope `templates:read`.
       */
      listUses: (id: string, options?: RequestOptions): PagedList<ListTemplateUsesResponse> =>
        http.list<ListTemplateUsesResponse>({ method: "GET", path: `/api/v1/templates/${encodeURIComponent(id)}/uses` }, options),
    },
    users: {
      /**
       * List users, the first who came first
       *
       * Needs the scope `users:read`.
       */
      list: (query?: NonNullable<ListUsersData["query"]>, options?: RequestOptions): PagedList<ListUsersResponse> =>
        http.list<ListUsersResponse>({ method: "GET", path: "/api/v1/users", query }, options),
      /**
       * Invite somebody
       *
       * Answers the invitation's link, which is valid for 7 days. Roles that may more than the caller can't be given.
       *
       * Needs the scope `users:write`.
       */
      create: (body: NonNullable<CreateUserData["body"]>, options?: RequestOptions): Promise<CreateUserResponse> =>
        http.call<CreateUserResponse>({ method: "POST", path: "/api/v1/users", body }, options),
      /**
       * One user
       *
       * Needs the scope `users:read`.
       */
      get: (id: string, options?: RequestOptions): Promise<GetUserResponse> =>
        http.call<GetUserResponse>({ method: "GET", path: `/api/v1/users/${encodeURIComponent(id)}` }, options),
      /**
       * Change a user; another role takes effect at once
       *
       * Needs the scope `users:write`.
       */
      update: (id: string, body: NonNullable<UpdateUserData["body"]>, options?: RequestOptions): Promise<UpdateUserResponse> =>
        http.call<UpdateUserResponse>({ method: "PATCH", path: `/api/v1/users/${encodeURIComponent(id)}`, body }, options),
      /**
       * Delete a user for good; their name stays in what they did
       *
       * Needs the scope `users:write`.
       */
      delete: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/users/${encodeURIComponent(id)}` }, options),
      /**
       * Keep a user out, and end their sessions; nothing of theirs is lost
       *
       * Needs the scope `users:write`.
       */
      disable: (id: string, options?: RequestOptions): Promise<DisableUserResponse> =>
        http.call<DisableUserResponse>({ method: "POST", path: `/api/v1/users/${encodeURIComponent(id)}/disable` }, options),
      /**
       * Let a disabled user in again
       *
       * Needs the scope `users:write`.
       */
      enable: (id: string, options?: RequestOptions): Promise<EnableUserResponse> =>
        http.call<EnableUserResponse>({ method: "POST", path: `/api/v1/users/${encodeURIComponent(id)}/enable` }, options),
      /**
       * Make a link by which a user sets a password
       *
       * For somebody who has not come yet an invitation, valid for 7 days; for everybody else a link for a new password, valid for a day. It replaces the one before.
       *
       * Needs the scope `users:write`.
       */
      createLink: (id: string, options?: RequestOptions): Promise<CreateUserLinkResponse> =>
        http.call<CreateUserLinkResponse>({ method: "POST", path: `/api/v1/users/${encodeURIComponent(id)}/link` }, options),
      /**
       * Sign a user out everywhere
       *
       * Needs the scope `users:write`.
       */
      endSessions: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/users/${encodeURIComponent(id)}/sessions` }, options),
    },
  };
}

export type Operations = ReturnType<typeof createOperations>;

/** A conversation's messages, notes and events, in one order */
export type ConversationThread = GetConversationThreadResponse;
/** Approved texts of a channel as last seen, by name */
export type MessageTemplate = ListMessageTemplatesResponse["items"][number];
/** Every change of what a contact must not be sent, the latest first */
export type ContactSuppressionEvent = ListContactSuppressionEventsResponse["items"][number];
/** Every change, and every refused sign-in, latest first */
export type AuditLog = ListAuditLogResponse["items"][number];
/** Every setting: its value, its default, what it does, and what fixes it */
export type Settings = GetSettingsResponse;
/** Inbound events that could not be processed, latest first */
export type QuarantinedEvent = ListQuarantinedEventsResponse["items"][number];
/** List channels */
export type Channel = ListChannelsResponse["items"][number];
/** List messages, latest first */
export type Message = ListMessagesResponse["items"][number];
/** The WhatsApp Web session of a channel */
export type ChannelSession = GetChannelSessionResponse;
/** The roles and what each may do, the most powerful first */
export type Role = ListRolesResponse["items"][number];
/** What a phone has to scan, or its owner to type, to be paired */
export type ChannelPairing = GetChannelPairingResponse;
/** What is known of a file */
export type Media = GetMediaResponse;
/** What is known of the account behind a channel */
export type ChannelDetails = GetChannelDetailsResponse;
/** What needs a person's eye, latest first */
export type Alert = ListAlertsResponse["items"][number];
/** Where one is signed in, the latest seen first */
export type MySession = ListMySessionsResponse["items"][number];
