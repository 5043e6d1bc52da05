// Generated from the server's OpenAPI document by `npm run generate`. Changes made here are lost.

import { type FileBody, withFileName } from "../files.ts";
import type { Http, RequestOptions, SendOptions } from "../http.ts";
import type { PagedList } from "../paged-list.ts";
import type {
  AcknowledgeAlertResponse,
  CancelMessageResponse,
  CheckChannelResponse,
  CreateApiKeyData,
  CreateApiKeyResponse,
  CreateChannelData,
  CreateChannelResponse,
  CreateFollowUpRuleData,
  CreateFollowUpRuleResponse,
  CreateMessageTemplateData,
  CreateMessageTemplateResponse,
  CreateRuleData,
  CreateRuleResponse,
  GetChannelDetailsResponse,
  GetChannelResponse,
  GetConversationResponse,
  GetFollowUpRuleResponse,
  GetMediaResponse,
  GetMessageResponse,
  GetRuleResponse,
  HoldMessageResponse,
  ListAlertsData,
  ListAlertsResponse,
  ListApiKeysData,
  ListApiKeysResponse,
  ListChannelsResponse,
  ListConversationsData,
  ListConversationsResponse,
  ListFollowUpRulesResponse,
  ListFollowUpsData,
  ListFollowUpsResponse,
  ListMessageTemplatesData,
  ListMessageTemplatesResponse,
  ListMessagesData,
  ListMessagesResponse,
  ListQuarantinedEventsData,
  ListQuarantinedEventsResponse,
  ListRulesResponse,
  MarkConversationReadData,
  MarkConversationReadResponse,
  PauseChannelResponse,
  RefreshChannelDetailsResponse,
  ReleaseMessageResponse,
  ReorderRulesData,
  ReorderRulesResponse,
  ReplayQuarantinedEventResponse,
  ResumeChannelResponse,
  RetryMessageResponse,
  SendMessageData,
  SendMessageResponse,
  SetUpChannelWebhookData,
  SetUpChannelWebhookResponse,
  TestRulesData,
  TestRulesResponse,
  UpdateChannelData,
  UpdateChannelResponse,
  UpdateFollowUpRuleData,
  UpdateFollowUpRuleResponse,
  UpdateMessageTemplateData,
  UpdateMessageTemplateResponse,
  UpdateRuleData,
  UpdateRuleResponse,
  UploadMediaData,
  UploadMediaResponse,
} from "./types.ts";

export function createOperations(http: Http) {
  return {
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
       * Revoke an API key at once and for good
       *
       * Needs the scope `api-keys:write`.
       */
      revoke: (id: string, options?: RequestOptions): Promise<void> =>
        http.callForNothing({ method: "DELETE", path: `/api/v1/api-keys/${encodeURIComponent(id)}` }, options),
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
    conversations: {
      /**
       * List conversations, the latest message first
       *
       * Needs the scope `conversations:read`.
       */
      list: (query?: NonNullable<ListConversationsData["query"]>, options?: RequestOptions): PagedList<ListConversationsResponse> =>
        http.list<ListConversationsResponse>({ method: "GET", path: "/api/v1/conversations", query }, options),
      /**
       * One conversation
       *
       * Needs the scope `conversations:read`.
       */
      get: (id: string, options?: RequestOptions): Promise<GetConversationResponse> =>
        http.call<GetConversationResponse>({ method: "GET", path: `/api/v1/conversations/${encodeURIComponent(id)}` }, options),
      /**
       * Show the contact that their messages were read, and optionally that an answer is being typed
       *
       * Needs the scope `conversations:write`.
       */
      markRead: (id: string, body: NonNullable<MarkConversationReadData["body"]> = {}, options?: RequestOptions): Promise<MarkConversationReadResponse> =>
        http.call<MarkConversationReadResponse>({ method: "POST", path: `/api/v1/conversations/${encodeURIComponent(id)}/read`, body }, options),
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
       * One follow-up rule
       *
       * Needs the scope `follow-ups:read`.
       */
      get: (id: string, options?: RequestOptions): Promise<GetFollowUpRuleResponse> =>
        http.call<GetFollowUpRuleResponse>({ method: "GET", path: `/api/v1/follow-up-rules/${encodeURIComponent(id)}` }, options),
      /**
       * Change a follow-up rule; what is not given stays
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
       * Hold a queued message until it is released
       *
       * Needs the scope `messages:send`.
       */
      hold: (id: string, options?: RequestOptions): Promise<HoldMessageResponse> =>
        http.call<HoldMessageResponse>({ method: "POST", path: `/api/v1/messages/${encodeURIComponent(id)}/hold` }, options),
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
       * See what the rules would answer to a message; nothing is sent
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
    },
  };
}

export type Operations = ReturnType<typeof createOperations>;

/** Approved texts of a channel as last seen, by name */
export type MessageTemplate = ListMessageTemplatesResponse["items"][number];
/** Inbound events that could not be processed, latest first */
export type QuarantinedEvent = ListQuarantinedEventsResponse["items"][number];
/** List channels */
export type Channel = ListChannelsResponse["items"][number];
/** List conversations, the latest message first */
export type Conversation = ListConversationsResponse["items"][number];
/** List messages, latest first */
export type Message = ListMessagesResponse["items"][number];
/** What is known of a file */
export type Media = GetMediaResponse;
/** What is known of the account behind a channel */
export type ChannelDetails = GetChannelDetailsResponse;
/** What needs a person's eye, latest first */
export type Alert = ListAlertsResponse["items"][number];
