// Generated from the server's OpenAPI document by `npm run generate`. Changes made here are lost.

export type ClientOptions = {
    baseUrl: `${string}://${string}` | (string & {});
};

export type ActiveHours = {
    timezone: string;
    windows: Array<{
        /**
         * 1 Monday … 7 Sunday; on which it begins
         */
        weekdays: Array<number>;
        from: string;
        /**
         * Not later than `from`: on the next day. 00:00 to 00:00 is a whole day
         */
        to: string;
    }>;
};

export type ApiKey = {
    id: string;
    name: string;
    /**
     * The part of the key by which people recognise it
     */
    prefix: string;
    scopes: Array<string>;
    createdAt: string;
    /**
     * To the minute
     */
    lastUsedAt: string | null;
    expiresAt: string | null;
    revokedAt: string | null;
};

export type FollowUp = {
    conversationId: string;
    channelId: string;
    ruleId: string;
    ruleName: string;
    /**
     * The contact's message from which the silence is counted
     */
    triggerAt: string;
    dueAt: string;
};

export type FollowUpRule = {
    id: string;
    /**
     * The first one enabled for the channel counts
     */
    position: number;
    name: string;
    enabled: boolean;
    /**
     * null: every channel
     */
    channelId: string | null;
    /**
     * Silence of the contact, from their last message. A change holds for messages from then on
     */
    delaySeconds: number;
    /**
     * Liquid
     */
    text: string;
    /**
     * Not sent when a person has replied meanwhile
     */
    cancelOnHumanReply: boolean;
    createdAt: string;
    updatedAt: string;
    queuedCount: number;
    /**
     * The contact wrote, a person replied, or the rule was turned off
     */
    cancelledCount: number;
    /**
     * Dropped, because found more than an hour after they were due
     */
    missedCount: number;
    failedCount: number;
    lastError: string | null;
    lastErrorAt: string | null;
};

export type LiveEvent = {
    ids: Array<string>;
    conversationIds?: Array<string>;
    hasMore: boolean;
};

/**
 * What went wrong (RFC 9457)
 */
export type Problem = {
    /**
     * URI of the kind of problem, made from `code`
     */
    type: string;
    /**
     * The kind of problem in a few words
     */
    title: string;
    /**
     * The HTTP status
     */
    status: number;
    /**
     * Stable, kebab-case: what programs decide on
     */
    code: string;
    /**
     * What was wrong this time, for people
     */
    detail: string;
    /**
     * URN of this occurrence; its id is in the server's log
     */
    instance: string;
    /**
     * What can be done about it
     */
    mend?: string;
    /**
     * Every field that is wrong, such as `body.items[0].text`
     */
    errors?: Array<{
        path: string;
        message: string;
    }>;
    /**
     * Machine-readable particulars, by code
     */
    particulars?: {
        [key: string]: unknown;
    };
};

export type Rule = {
    id: string;
    /**
     * Rules are asked in this order
     */
    position: number;
    name: string;
    enabled: boolean;
    /**
     * null: every channel
     */
    channelId: string | null;
    match: RuleMatch;
    reply: RuleReply;
    /**
     * null: always
     */
    activeHours: ActiveHours | null;
    /**
     * At least this long between two replies of this rule in one conversation
     */
    cooldownSeconds: number;
    /**
     * Whether later rules are still asked once this one matched
     */
    afterMatch: 'stop' | 'continue';
    appliesToGroups: boolean;
    createdAt: string;
    updatedAt: string;
    matchedCount: number;
    repliedCount: number;
    failedCount: number;
    lastMatchedAt: string | null;
    /**
     * Why its last failing reply could not be made
     */
    lastError: string | null;
    lastErrorAt: string | null;
};

/**
 * What a rule answers to
 */
export type RuleMatch = {
    /**
     * The whole text; blanks and punctuation around it don't count
     */
    kind: 'equals';
    /**
     * Words or phrases; one of them is enough
     */
    values: Array<string>;
    caseSensitive: boolean;
    /**
     * False: `cafe` is also `café`
     */
    accentSensitive: boolean;
} | {
    kind: 'contains';
    /**
     * Words or phrases; one of them is enough
     */
    values: Array<string>;
    caseSensitive: boolean;
    /**
     * False: `cafe` is also `café`
     */
    accentSensitive: boolean;
    /**
     * `pay` is not found in `repay` or `payment`
     */
    wholeWord: boolean;
} | {
    /**
     * What follows is `{{ message.rest }}` in the reply
     */
    kind: 'starts-with';
    /**
     * Words or phrases; one of them is enough
     */
    values: Array<string>;
    caseSensitive: boolean;
    /**
     * False: `cafe` is also `café`
     */
    accentSensitive: boolean;
    /**
     * `pay` is not found in `repay` or `payment`
     */
    wholeWord: boolean;
} | {
    kind: 'pattern';
    /**
     * An RE2 regular expression, found anywhere in the text; groups are `{{ match[1] }}` … in the reply
     */
    pattern: string;
    caseSensitive: boolean;
} | {
    /**
     * Every message, also without text; not reactions
     */
    kind: 'any';
};

/**
 * What a rule answers to
 */
export type RuleMatchInput = {
    /**
     * The whole text; blanks and punctuation around it don't count
     */
    kind: 'equals';
    /**
     * Words or phrases; one of them is enough
     */
    values: Array<string>;
    caseSensitive?: boolean;
    /**
     * False: `cafe` is also `café`
     */
    accentSensitive?: boolean;
} | {
    kind: 'contains';
    /**
     * Words or phrases; one of them is enough
     */
    values: Array<string>;
    caseSensitive?: boolean;
    /**
     * False: `cafe` is also `café`
     */
    accentSensitive?: boolean;
    /**
     * `pay` is not found in `repay` or `payment`
     */
    wholeWord?: boolean;
} | {
    /**
     * What follows is `{{ message.rest }}` in the reply
     */
    kind: 'starts-with';
    /**
     * Words or phrases; one of them is enough
     */
    values: Array<string>;
    caseSensitive?: boolean;
    /**
     * False: `cafe` is also `café`
     */
    accentSensitive?: boolean;
    /**
     * `pay` is not found in `repay` or `payment`
     */
    wholeWord?: boolean;
} | {
    kind: 'pattern';
    /**
     * An RE2 regular expression, found anywhere in the text; groups are `{{ match[1] }}` … in the reply
     */
    pattern: string;
    caseSensitive?: boolean;
} | {
    /**
     * Every message, also without text; not reactions
     */
    kind: 'any';
};

/**
 * What a rule sends
 */
export type RuleReply = {
    type: 'text';
    /**
     * Liquid: `Hello {{ contact.name | default: "there" }}`
     */
    text: string;
    previewUrl?: boolean;
} | {
    type: 'buttons';
    /**
     * Liquid
     */
    body: string;
    /**
     * Liquid
     */
    footer?: string;
    buttons: Array<{
        id: string;
        /**
         * Liquid
         */
        title: string;
    }>;
};

export type RuleTestResult = {
    /**
     * Of each rule that matched and was asked, in order
     */
    outcomes: Array<{
        ruleId: string;
        ruleName: string;
        outcome: 'reply' | 'empty' | 'failed' | 'cooldown';
        /**
         * The message that would be sent
         */
        reply: {
            [key: string]: unknown;
        } | null;
        /**
         * Names in the reply that have no value and no fallback
         */
        missing: Array<string>;
        error: string | null;
    }>;
    /**
     * What would be sent if the contact then stayed silent
     */
    followUp: {
        ruleId: string;
        ruleName: string;
        delaySeconds: number;
    } | null;
};

export type ListAlertsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * How many items at most
         */
        limit?: number;
        /**
         * `nextCursor` of the page before
         */
        cursor?: string;
        state?: 'open' | 'acknowledged' | 'resolved';
        severity?: 'info' | 'warning' | 'critical';
        kind?: string;
        channelId?: string;
    };
    url: '/api/v1/alerts';
};

export type ListAlertsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListAlertsError = ListAlertsErrors[keyof ListAlertsErrors];

export type ListAlertsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<{
            id: string;
            /**
             * What happened, e.g. channel-stopped, token-expiring, template-paused
             */
            kind: string;
            /**
             * What it happened to; with `kind` it names the matter
             */
            subject: string;
            channelId: string | null;
            severity: 'info' | 'warning' | 'critical';
            title: string;
            detail: string | null;
            /**
             * What can be done about it
             */
            mend: string | null;
            state: 'open' | 'acknowledged' | 'resolved';
            firstAt: string;
            lastAt: string;
            /**
             * How often it was seen since `firstAt`
             */
            count: number;
            acknowledgedAt: string | null;
            acknowledgedBy: string | null;
            resolvedAt: string | null;
        }>;
        nextCursor: string | null;
    };
};

export type ListAlertsResponse = ListAlertsResponses[keyof ListAlertsResponses];

export type AcknowledgeAlertData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/alerts/{id}/acknowledge';
};

export type AcknowledgeAlertErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type AcknowledgeAlertError = AcknowledgeAlertErrors[keyof AcknowledgeAlertErrors];

export type AcknowledgeAlertResponses = {
    /**
     * Default Response
     */
    200: {
        id: string;
        /**
         * What happened, e.g. channel-stopped, token-expiring, template-paused
         */
        kind: string;
        /**
         * What it happened to; with `kind` it names the matter
         */
        subject: string;
        channelId: string | null;
        severity: 'info' | 'warning' | 'critical';
        title: string;
        detail: string | null;
        /**
         * What can be done about it
         */
        mend: string | null;
        state: 'open' | 'acknowledged' | 'resolved';
        firstAt: string;
        lastAt: string;
        /**
         * How often it was seen since `firstAt`
         */
        count: number;
        acknowledgedAt: string | null;
        acknowledgedBy: string | null;
        resolvedAt: string | null;
    };
};

export type AcknowledgeAlertResponse = AcknowledgeAlertResponses[keyof AcknowledgeAlertResponses];

export type ListApiKeysData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * How many items at most
         */
        limit?: number;
        /**
         * `nextCursor` of the page before
         */
        cursor?: string;
    };
    url: '/api/v1/api-keys';
};

export type ListApiKeysErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListApiKeysError = ListApiKeysErrors[keyof ListApiKeysErrors];

export type ListApiKeysResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<ApiKey>;
        nextCursor: string | null;
    };
};

export type ListApiKeysResponse = ListApiKeysResponses[keyof ListApiKeysResponses];

export type CreateApiKeyData = {
    body: {
        /**
         * What it is for
         */
        name: string;
        /**
         * Only scopes that the key making this request has
         */
        scopes: Array<'messages:read' | 'messages:send' | 'conversations:read' | 'conversations:write' | 'contacts:read' | 'contacts:write' | 'channels:read' | 'channels:write' | 'media:read' | 'media:write' | 'alerts:read' | 'alerts:write' | 'rules:read' | 'rules:write' | 'follow-ups:read' | 'follow-ups:write' | 'events:read' | 'sandbox:read' | 'sandbox:write' | 'users:read' | 'users:write' | 'api-keys:read' | 'api-keys:write' | 'audit-log:read' | 'system:read' | 'admin'>;
        /**
         * Without it the key never expires
         */
        expiresAt?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/api-keys';
};

export type CreateApiKeyErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CreateApiKeyError = CreateApiKeyErrors[keyof CreateApiKeyErrors];

export type CreateApiKeyResponses = {
    /**
     * Default Response
     */
    201: {
        apiKey: ApiKey;
        /**
         * The key itself. It is shown this once and can't be shown again
         */
        key: string;
    };
};

export type CreateApiKeyResponse = CreateApiKeyResponses[keyof CreateApiKeyResponses];

export type RevokeApiKeyData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/api-keys/{id}';
};

export type RevokeApiKeyErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type RevokeApiKeyError = RevokeApiKeyErrors[keyof RevokeApiKeyErrors];

export type RevokeApiKeyResponses = {
    /**
     * Revoked
     */
    204: void;
};

export type RevokeApiKeyResponse = RevokeApiKeyResponses[keyof RevokeApiKeyResponses];

export type ListChannelsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/channels';
};

export type ListChannelsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListChannelsError = ListChannelsErrors[keyof ListChannelsErrors];

export type ListChannelsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<{
            id: string;
            kind: 'cloud-api' | 'linked-device' | 'sandbox';
            name: string;
            /**
             * The platform's id of the account
             */
            address: string;
            /**
             * stopped: the platform refuses it until something is mended
             */
            state: 'active' | 'paused' | 'stopped';
            /**
             * Why it is paused or stopped, and what to do
             */
            stateReason: {
                code: string;
                title: string;
                detail?: string;
                mend?: string;
            } | null;
            /**
             * Its settings; secrets are never shown
             */
            config: {
                [key: string]: unknown;
            };
            createdAt: string;
            updatedAt: string;
        }>;
    };
};

export type ListChannelsResponse = ListChannelsResponses[keyof ListChannelsResponses];

export type CreateChannelData = {
    body: {
        kind: 'cloud-api' | 'linked-device' | 'sandbox';
        name: string;
        /**
         * The settings of its kind, secrets included; see the guide of that kind
         */
        config: {
            [key: string]: unknown;
        };
    };
    path?: never;
    query?: never;
    url: '/api/v1/channels';
};

export type CreateChannelErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CreateChannelError = CreateChannelErrors[keyof CreateChannelErrors];

export type CreateChannelResponses = {
    /**
     * Default Response
     */
    201: {
        id: string;
        kind: 'cloud-api' | 'linked-device' | 'sandbox';
        name: string;
        /**
         * The platform's id of the account
         */
        address: string;
        /**
         * stopped: the platform refuses it until something is mended
         */
        state: 'active' | 'paused' | 'stopped';
        /**
         * Why it is paused or stopped, and what to do
         */
        stateReason: {
            code: string;
            title: string;
            detail?: string;
            mend?: string;
        } | null;
        /**
         * Its settings; secrets are never shown
         */
        config: {
            [key: string]: unknown;
        };
        createdAt: string;
        updatedAt: string;
    };
};

export type CreateChannelResponse = CreateChannelResponses[keyof CreateChannelResponses];

export type RemoveChannelData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}';
};

export type RemoveChannelErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type RemoveChannelError = RemoveChannelErrors[keyof RemoveChannelErrors];

export type RemoveChannelResponses = {
    /**
     * Default Response
     */
    204: void;
};

export type RemoveChannelResponse = RemoveChannelResponses[keyof RemoveChannelResponses];

export type GetChannelData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}';
};

export type GetChannelErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetChannelError = GetChannelErrors[keyof GetChannelErrors];

export type GetChannelResponses = {
    /**
     * Default Response
     */
    200: {
        id: string;
        kind: 'cloud-api' | 'linked-device' | 'sandbox';
        name: string;
        /**
         * The platform's id of the account
         */
        address: string;
        /**
         * stopped: the platform refuses it until something is mended
         */
        state: 'active' | 'paused' | 'stopped';
        /**
         * Why it is paused or stopped, and what to do
         */
        stateReason: {
            code: string;
            title: string;
            detail?: string;
            mend?: string;
        } | null;
        /**
         * Its settings; secrets are never shown
         */
        config: {
            [key: string]: unknown;
        };
        createdAt: string;
        updatedAt: string;
    };
};

export type GetChannelResponse = GetChannelResponses[keyof GetChannelResponses];

export type UpdateChannelData = {
    body: {
        name?: string;
        /**
         * The settings of its kind, secrets included; see the guide of that kind
         */
        config?: {
            [key: string]: unknown;
        };
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}';
};

export type UpdateChannelErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateChannelError = UpdateChannelErrors[keyof UpdateChannelErrors];

export type UpdateChannelResponses = {
    /**
     * Default Response
     */
    200: {
        id: string;
        kind: 'cloud-api' | 'linked-device' | 'sandbox';
        name: string;
        /**
         * The platform's id of the account
         */
        address: string;
        /**
         * stopped: the platform refuses it until something is mended
         */
        state: 'active' | 'paused' | 'stopped';
        /**
         * Why it is paused or stopped, and what to do
         */
        stateReason: {
            code: string;
            title: string;
            detail?: string;
            mend?: string;
        } | null;
        /**
         * Its settings; secrets are never shown
         */
        config: {
            [key: string]: unknown;
        };
        createdAt: string;
        updatedAt: string;
    };
};

export type UpdateChannelResponse = UpdateChannelResponses[keyof UpdateChannelResponses];

export type CheckChannelData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/check';
};

export type CheckChannelErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CheckChannelError = CheckChannelErrors[keyof CheckChannelErrors];

export type CheckChannelResponses = {
    /**
     * Default Response
     */
    200: {
        checks: Array<{
            name: string;
            state: 'ok' | 'warning' | 'failed';
            detail: string;
            mend?: string;
        }>;
    };
};

export type CheckChannelResponse = CheckChannelResponses[keyof CheckChannelResponses];

export type GetChannelDetailsData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/details';
};

export type GetChannelDetailsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetChannelDetailsError = GetChannelDetailsErrors[keyof GetChannelDetailsErrors];

export type GetChannelDetailsResponses = {
    /**
     * Default Response
     */
    200: {
        /**
         * The number as the platform shows it
         */
        displayPhone: string | null;
        /**
         * The name people see
         */
        verifiedName: string | null;
        /**
         * State of the number at the platform, e.g. CONNECTED
         */
        status: string | null;
        /**
         * Whether the name is approved
         */
        nameStatus: string | null;
        /**
         * GREEN, YELLOW or RED: how often people block or report the number
         */
        quality: string | null;
        /**
         * How many people a day may be written to first, e.g. TIER_2K
         */
        tier: string | null;
        /**
         * STANDARD: up to 80 messages a second; HIGH: up to 1000
         */
        throughput: string | null;
        /**
         * The business whose numbers share one messaging limit
         */
        portfolioId: string | null;
        /**
         * People written to first in the 24 hours before `checkedAt`, all numbers of the business together
         */
        reachedPeople: number | null;
        health: {
            /**
             * AVAILABLE, LIMITED or BLOCKED
             */
            canSend: string;
            parts: Array<{
                name: string;
                canSend: string;
                problems: Array<string>;
            }>;
        } | null;
        /**
         * Null: never, or not known
         */
        tokenExpiresAt: string | null;
        /**
         * When the token may no longer read the account; null: never, or not known
         */
        dataAccessExpiresAt: string | null;
        /**
         * How much of the limit on calls was used when sending was last slowed down
         */
        usagePercent: number | null;
        /**
         * Until then sending rests, so that the limit on calls is never reached
         */
        restUntil: string | null;
        checkedAt: string | null;
        /**
         * Why the last look failed; null: it did not
         */
        checkError: string | null;
        templatesSyncedAt: string | null;
        templatesSyncError: string | null;
    };
};

export type GetChannelDetailsResponse = GetChannelDetailsResponses[keyof GetChannelDetailsResponses];

export type RefreshChannelDetailsData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/details/refresh';
};

export type RefreshChannelDetailsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type RefreshChannelDetailsError = RefreshChannelDetailsErrors[keyof RefreshChannelDetailsErrors];

export type RefreshChannelDetailsResponses = {
    /**
     * Default Response
     */
    200: {
        /**
         * The number as the platform shows it
         */
        displayPhone: string | null;
        /**
         * The name people see
         */
        verifiedName: string | null;
        /**
         * State of the number at the platform, e.g. CONNECTED
         */
        status: string | null;
        /**
         * Whether the name is approved
         */
        nameStatus: string | null;
        /**
         * GREEN, YELLOW or RED: how often people block or report the number
         */
        quality: string | null;
        /**
         * How many people a day may be written to first, e.g. TIER_2K
         */
        tier: string | null;
        /**
         * STANDARD: up to 80 messages a second; HIGH: up to 1000
         */
        throughput: string | null;
        /**
         * The business whose numbers share one messaging limit
         */
        portfolioId: string | null;
        /**
         * People written to first in the 24 hours before `checkedAt`, all numbers of the business together
         */
        reachedPeople: number | null;
        health: {
            /**
             * AVAILABLE, LIMITED or BLOCKED
             */
            canSend: string;
            parts: Array<{
                name: string;
                canSend: string;
                problems: Array<string>;
            }>;
        } | null;
        /**
         * Null: never, or not known
         */
        tokenExpiresAt: string | null;
        /**
         * When the token may no longer read the account; null: never, or not known
         */
        dataAccessExpiresAt: string | null;
        /**
         * How much of the limit on calls was used when sending was last slowed down
         */
        usagePercent: number | null;
        /**
         * Until then sending rests, so that the limit on calls is never reached
         */
        restUntil: string | null;
        checkedAt: string | null;
        /**
         * Why the last look failed; null: it did not
         */
        checkError: string | null;
        templatesSyncedAt: string | null;
        templatesSyncError: string | null;
    };
};

export type RefreshChannelDetailsResponse = RefreshChannelDetailsResponses[keyof RefreshChannelDetailsResponses];

export type PauseChannelData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/pause';
};

export type PauseChannelErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type PauseChannelError = PauseChannelErrors[keyof PauseChannelErrors];

export type PauseChannelResponses = {
    /**
     * Default Response
     */
    200: {
        id: string;
        kind: 'cloud-api' | 'linked-device' | 'sandbox';
        name: string;
        /**
         * The platform's id of the account
         */
        address: string;
        /**
         * stopped: the platform refuses it until something is mended
         */
        state: 'active' | 'paused' | 'stopped';
        /**
         * Why it is paused or stopped, and what to do
         */
        stateReason: {
            code: string;
            title: string;
            detail?: string;
            mend?: string;
        } | null;
        /**
         * Its settings; secrets are never shown
         */
        config: {
            [key: string]: unknown;
        };
        createdAt: string;
        updatedAt: string;
    };
};

export type PauseChannelResponse = PauseChannelResponses[keyof PauseChannelResponses];

export type ResumeChannelData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/resume';
};

export type ResumeChannelErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ResumeChannelError = ResumeChannelErrors[keyof ResumeChannelErrors];

export type ResumeChannelResponses = {
    /**
     * Default Response
     */
    200: {
        id: string;
        kind: 'cloud-api' | 'linked-device' | 'sandbox';
        name: string;
        /**
         * The platform's id of the account
         */
        address: string;
        /**
         * stopped: the platform refuses it until something is mended
         */
        state: 'active' | 'paused' | 'stopped';
        /**
         * Why it is paused or stopped, and what to do
         */
        stateReason: {
            code: string;
            title: string;
            detail?: string;
            mend?: string;
        } | null;
        /**
         * Its settings; secrets are never shown
         */
        config: {
            [key: string]: unknown;
        };
        createdAt: string;
        updatedAt: string;
    };
};

export type ResumeChannelResponse = ResumeChannelResponses[keyof ResumeChannelResponses];

export type ListMessageTemplatesData = {
    body?: never;
    path: {
        id: string;
    };
    query?: {
        /**
         * How many items at most
         */
        limit?: number;
        /**
         * `nextCursor` of the page before
         */
        cursor?: string;
        name?: string;
        status?: string;
        category?: string;
    };
    url: '/api/v1/channels/{id}/templates';
};

export type ListMessageTemplatesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListMessageTemplatesError = ListMessageTemplatesErrors[keyof ListMessageTemplatesErrors];

export type ListMessageTemplatesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<{
            id: string;
            channelId: string;
            /**
             * The platform's own id
             */
            providerId: string;
            name: string;
            language: string;
            /**
             * MARKETING, UTILITY or AUTHENTICATION
             */
            category: string;
            /**
             * The platform's word, e.g. APPROVED, PENDING, REJECTED, PAUSED, DISABLED
             */
            status: string;
            /**
             * GREEN, YELLOW, RED or UNKNOWN
             */
            quality: string | null;
            /**
             * As the platform has them; null: not read yet
             */
            components: Array<unknown> | null;
            /**
             * POSITIONAL or NAMED
             */
            parameterFormat: string | null;
            rejectedReason: string | null;
            syncedAt: string | null;
        }>;
        nextCursor: string | null;
    };
};

export type ListMessageTemplatesResponse = ListMessageTemplatesResponses[keyof ListMessageTemplatesResponses];

export type CreateMessageTemplateData = {
    body: {
        name: string;
        language: string;
        category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
        /**
         * As the platform's API takes them: HEADER, BODY, FOOTER, BUTTONS, with examples of placeholders
         */
        components: Array<{
            [key: string]: unknown;
        }>;
        parameterFormat?: 'POSITIONAL' | 'NAMED';
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/templates';
};

export type CreateMessageTemplateErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CreateMessageTemplateError = CreateMessageTemplateErrors[keyof CreateMessageTemplateErrors];

export type CreateMessageTemplateResponses = {
    /**
     * Default Response
     */
    201: {
        id: string;
        channelId: string;
        /**
         * The platform's own id
         */
        providerId: string;
        name: string;
        language: string;
        /**
         * MARKETING, UTILITY or AUTHENTICATION
         */
        category: string;
        /**
         * The platform's word, e.g. APPROVED, PENDING, REJECTED, PAUSED, DISABLED
         */
        status: string;
        /**
         * GREEN, YELLOW, RED or UNKNOWN
         */
        quality: string | null;
        /**
         * As the platform has them; null: not read yet
         */
        components: Array<unknown> | null;
        /**
         * POSITIONAL or NAMED
         */
        parameterFormat: string | null;
        rejectedReason: string | null;
        syncedAt: string | null;
    };
};

export type CreateMessageTemplateResponse = CreateMessageTemplateResponses[keyof CreateMessageTemplateResponses];

export type SyncMessageTemplatesData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/templates/sync';
};

export type SyncMessageTemplatesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type SyncMessageTemplatesError = SyncMessageTemplatesErrors[keyof SyncMessageTemplatesErrors];

export type SyncMessageTemplatesResponses = {
    /**
     * Default Response
     */
    204: void;
};

export type SyncMessageTemplatesResponse = SyncMessageTemplatesResponses[keyof SyncMessageTemplatesResponses];

export type DeleteMessageTemplateData = {
    body?: never;
    path: {
        id: string;
        templateId: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/templates/{templateId}';
};

export type DeleteMessageTemplateErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type DeleteMessageTemplateError = DeleteMessageTemplateErrors[keyof DeleteMessageTemplateErrors];

export type DeleteMessageTemplateResponses = {
    /**
     * Default Response
     */
    204: void;
};

export type DeleteMessageTemplateResponse = DeleteMessageTemplateResponses[keyof DeleteMessageTemplateResponses];

export type UpdateMessageTemplateData = {
    body: {
        category?: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
        /**
         * As the platform's API takes them: HEADER, BODY, FOOTER, BUTTONS, with examples of placeholders
         */
        components?: Array<{
            [key: string]: unknown;
        }>;
    };
    path: {
        id: string;
        templateId: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/templates/{templateId}';
};

export type UpdateMessageTemplateErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateMessageTemplateError = UpdateMessageTemplateErrors[keyof UpdateMessageTemplateErrors];

export type UpdateMessageTemplateResponses = {
    /**
     * Default Response
     */
    200: {
        id: string;
        channelId: string;
        /**
         * The platform's own id
         */
        providerId: string;
        name: string;
        language: string;
        /**
         * MARKETING, UTILITY or AUTHENTICATION
         */
        category: string;
        /**
         * The platform's word, e.g. APPROVED, PENDING, REJECTED, PAUSED, DISABLED
         */
        status: string;
        /**
         * GREEN, YELLOW, RED or UNKNOWN
         */
        quality: string | null;
        /**
         * As the platform has them; null: not read yet
         */
        components: Array<unknown> | null;
        /**
         * POSITIONAL or NAMED
         */
        parameterFormat: string | null;
        rejectedReason: string | null;
        syncedAt: string | null;
    };
};

export type UpdateMessageTemplateResponse = UpdateMessageTemplateResponses[keyof UpdateMessageTemplateResponses];

export type RemoveChannelWebhookData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/webhook-setup';
};

export type RemoveChannelWebhookErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type RemoveChannelWebhookError = RemoveChannelWebhookErrors[keyof RemoveChannelWebhookErrors];

export type RemoveChannelWebhookResponses = {
    /**
     * Default Response
     */
    204: void;
};

export type RemoveChannelWebhookResponse = RemoveChannelWebhookResponses[keyof RemoveChannelWebhookResponses];

export type SetUpChannelWebhookData = {
    body: {
        /**
         * Where the platform should post; default: this server's public URL
         */
        callbackUrl?: string;
    } | null;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/webhook-setup';
};

export type SetUpChannelWebhookErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type SetUpChannelWebhookError = SetUpChannelWebhookErrors[keyof SetUpChannelWebhookErrors];

export type SetUpChannelWebhookResponses = {
    /**
     * Default Response
     */
    200: {
        callbackUrl: string;
        fields: Array<string>;
    };
};

export type SetUpChannelWebhookResponse = SetUpChannelWebhookResponses[keyof SetUpChannelWebhookResponses];

export type ListConversationsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * How many items at most
         */
        limit?: number;
        /**
         * `nextCursor` of the page before
         */
        cursor?: string;
        channelId?: string;
        contactId?: string;
    };
    url: '/api/v1/conversations';
};

export type ListConversationsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListConversationsError = ListConversationsErrors[keyof ListConversationsErrors];

export type ListConversationsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<{
            id: string;
            channelId: string;
            address: string;
            contactId: string | null;
            isGroup: boolean;
            /**
             * Until then free-form messages are allowed; null: not known
             */
            windowExpiresAt: string | null;
            lastInboundAt: string | null;
            lastOutboundAt: string | null;
            lastMessageAt: string;
            createdAt: string;
        }>;
        nextCursor: string | null;
    };
};

export type ListConversationsResponse = ListConversationsResponses[keyof ListConversationsResponses];

export type GetConversationData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/conversations/{id}';
};

export type GetConversationErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetConversationError = GetConversationErrors[keyof GetConversationErrors];

export type GetConversationResponses = {
    /**
     * Default Response
     */
    200: {
        id: string;
        channelId: string;
        address: string;
        contactId: string | null;
        isGroup: boolean;
        /**
         * Until then free-form messages are allowed; null: not known
         */
        windowExpiresAt: string | null;
        lastInboundAt: string | null;
        lastOutboundAt: string | null;
        lastMessageAt: string;
        createdAt: string;
    };
};

export type GetConversationResponse = GetConversationResponses[keyof GetConversationResponses];

export type MarkConversationReadData = {
    body: {
        /**
         * Shows “typing…” until a reply is sent or 25 s pass
         */
        typing?: boolean;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/conversations/{id}/read';
};

export type MarkConversationReadErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type MarkConversationReadError = MarkConversationReadErrors[keyof MarkConversationReadErrors];

export type MarkConversationReadResponses = {
    /**
     * Default Response
     */
    200: {
        /**
         * False when there was nothing to mark
         */
        marked: boolean;
    };
};

export type MarkConversationReadResponse = MarkConversationReadResponses[keyof MarkConversationReadResponses];

export type StreamEventsData = {
    body?: never;
    headers?: {
        'last-event-id'?: string;
    };
    path?: never;
    query?: {
        /**
         * Only these kinds, separated by commas: messages.received, messages.changed, conversations.changed, contacts.changed, channels.changed, rules.changed, follow-ups.changed, alerts.changed
         */
        kinds?: string;
        /**
         * As the header Last-Event-ID, for who can't set headers
         */
        lastEventId?: string;
    };
    url: '/api/v1/events';
};

export type StreamEventsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type StreamEventsError = StreamEventsErrors[keyof StreamEventsErrors];

export type StreamEventsResponses = {
    /**
     * The stream
     */
    200: LiveEvent;
};

export type StreamEventsResponse = StreamEventsResponses[keyof StreamEventsResponses];

export type ListFollowUpRulesData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/follow-up-rules';
};

export type ListFollowUpRulesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListFollowUpRulesError = ListFollowUpRulesErrors[keyof ListFollowUpRulesErrors];

export type ListFollowUpRulesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<FollowUpRule>;
        nextCursor: string | null;
    };
};

export type ListFollowUpRulesResponse = ListFollowUpRulesResponses[keyof ListFollowUpRulesResponses];

export type CreateFollowUpRuleData = {
    body: {
        name: string;
        enabled?: boolean;
        /**
         * null: every channel
         */
        channelId?: string | null;
        /**
         * Silence of the contact, from their last message. A change holds for messages from then on
         */
        delaySeconds: number;
        /**
         * Liquid
         */
        text: string;
        /**
         * Not sent when a person has replied meanwhile
         */
        cancelOnHumanReply?: boolean;
    };
    path?: never;
    query?: never;
    url: '/api/v1/follow-up-rules';
};

export type CreateFollowUpRuleErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CreateFollowUpRuleError = CreateFollowUpRuleErrors[keyof CreateFollowUpRuleErrors];

export type CreateFollowUpRuleResponses = {
    /**
     * Default Response
     */
    201: FollowUpRule;
};

export type CreateFollowUpRuleResponse = CreateFollowUpRuleResponses[keyof CreateFollowUpRuleResponses];

export type DeleteFollowUpRuleData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/follow-up-rules/{id}';
};

export type DeleteFollowUpRuleErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type DeleteFollowUpRuleError = DeleteFollowUpRuleErrors[keyof DeleteFollowUpRuleErrors];

export type DeleteFollowUpRuleResponses = {
    /**
     * Deleted
     */
    204: unknown;
};

export type GetFollowUpRuleData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/follow-up-rules/{id}';
};

export type GetFollowUpRuleErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetFollowUpRuleError = GetFollowUpRuleErrors[keyof GetFollowUpRuleErrors];

export type GetFollowUpRuleResponses = {
    /**
     * Default Response
     */
    200: FollowUpRule;
};

export type GetFollowUpRuleResponse = GetFollowUpRuleResponses[keyof GetFollowUpRuleResponses];

export type UpdateFollowUpRuleData = {
    body: {
        name?: string;
        enabled?: boolean;
        /**
         * null: every channel
         */
        channelId?: string | null;
        /**
         * Silence of the contact, from their last message. A change holds for messages from then on
         */
        delaySeconds?: number;
        /**
         * Liquid
         */
        text?: string;
        /**
         * Not sent when a person has replied meanwhile
         */
        cancelOnHumanReply?: boolean;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/follow-up-rules/{id}';
};

export type UpdateFollowUpRuleErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateFollowUpRuleError = UpdateFollowUpRuleErrors[keyof UpdateFollowUpRuleErrors];

export type UpdateFollowUpRuleResponses = {
    /**
     * Default Response
     */
    200: FollowUpRule;
};

export type UpdateFollowUpRuleResponse = UpdateFollowUpRuleResponses[keyof UpdateFollowUpRuleResponses];

export type ListFollowUpsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * How many items at most
         */
        limit?: number;
        /**
         * `nextCursor` of the page before
         */
        cursor?: string;
        channelId?: string;
        conversationId?: string;
    };
    url: '/api/v1/follow-ups';
};

export type ListFollowUpsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListFollowUpsError = ListFollowUpsErrors[keyof ListFollowUpsErrors];

export type ListFollowUpsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<FollowUp>;
        nextCursor: string | null;
    };
};

export type ListFollowUpsResponse = ListFollowUpsResponses[keyof ListFollowUpsResponses];

export type CancelFollowUpData = {
    body?: never;
    path: {
        /**
         * The conversation's id
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/follow-ups/{id}';
};

export type CancelFollowUpErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CancelFollowUpError = CancelFollowUpErrors[keyof CancelFollowUpErrors];

export type CancelFollowUpResponses = {
    /**
     * Cancelled
     */
    204: unknown;
};

export type ListQuarantinedEventsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * How many items at most
         */
        limit?: number;
        /**
         * `nextCursor` of the page before
         */
        cursor?: string;
    };
    url: '/api/v1/inbound-events/quarantined';
};

export type ListQuarantinedEventsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListQuarantinedEventsError = ListQuarantinedEventsErrors[keyof ListQuarantinedEventsErrors];

export type ListQuarantinedEventsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<{
            id: string;
            receivedAt: string;
            channelKind: string;
            /**
             * Why it could not be processed
             */
            error: string;
            /**
             * As it came, base64
             */
            body: string;
        }>;
        nextCursor: string | null;
    };
};

export type ListQuarantinedEventsResponse = ListQuarantinedEventsResponses[keyof ListQuarantinedEventsResponses];

export type ReplayQuarantinedEventData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/inbound-events/{id}/replay';
};

export type ReplayQuarantinedEventErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ReplayQuarantinedEventError = ReplayQuarantinedEventErrors[keyof ReplayQuarantinedEventErrors];

export type ReplayQuarantinedEventResponses = {
    /**
     * Default Response
     */
    202: {
        id: string;
    };
};

export type ReplayQuarantinedEventResponse = ReplayQuarantinedEventResponses[keyof ReplayQuarantinedEventResponses];

export type UploadMediaData = {
    body: unknown;
    path?: never;
    query?: {
        filename?: string;
        /**
         * What an image is to be sent as
         */
        as?: 'image' | 'sticker';
    };
    url: '/api/v1/media';
};

export type UploadMediaErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UploadMediaError = UploadMediaErrors[keyof UploadMediaErrors];

export type UploadMediaResponses = {
    /**
     * Default Response
     */
    201: {
        /**
         * What a message's `mediaId` takes
         */
        id: string;
        /**
         * By its content
         */
        mime: string;
        /**
         * In bytes
         */
        size: number;
        sha256: string;
        filename: string | null;
        origin: 'upload' | 'inbound';
        /**
         * The message types WhatsApp takes it as; empty: none
         */
        sendableAs: Array<'image' | 'video' | 'audio' | 'document' | 'sticker'>;
        /**
         * The file that was uploaded, where it was converted into this one; it is not kept
         */
        original: {
            mime: string;
            size: number;
        } | null;
        createdAt: string;
        /**
         * Deleted after this time, unless a message shows it
         */
        keptUntil: string;
    };
};

export type UploadMediaResponse = UploadMediaResponses[keyof UploadMediaResponses];

export type DeleteMediaData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/media/{id}';
};

export type DeleteMediaErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type DeleteMediaError = DeleteMediaErrors[keyof DeleteMediaErrors];

export type DeleteMediaResponses = {
    /**
     * Default Response
     */
    204: void;
};

export type DeleteMediaResponse = DeleteMediaResponses[keyof DeleteMediaResponses];

export type GetMediaData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/media/{id}';
};

export type GetMediaErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetMediaError = GetMediaErrors[keyof GetMediaErrors];

export type GetMediaResponses = {
    /**
     * Default Response
     */
    200: {
        /**
         * What a message's `mediaId` takes
         */
        id: string;
        /**
         * By its content
         */
        mime: string;
        /**
         * In bytes
         */
        size: number;
        sha256: string;
        filename: string | null;
        origin: 'upload' | 'inbound';
        /**
         * The message types WhatsApp takes it as; empty: none
         */
        sendableAs: Array<'image' | 'video' | 'audio' | 'document' | 'sticker'>;
        /**
         * The file that was uploaded, where it was converted into this one; it is not kept
         */
        original: {
            mime: string;
            size: number;
        } | null;
        createdAt: string;
        /**
         * Deleted after this time, unless a message shows it
         */
        keptUntil: string;
    };
};

export type GetMediaResponse = GetMediaResponses[keyof GetMediaResponses];

export type GetMediaContentData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/media/{id}/content';
};

export type GetMediaContentErrors = {
    /**
     * Default Response
     */
    416: unknown;
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetMediaContentError = GetMediaContentErrors[keyof GetMediaContentErrors];

export type GetMediaContentResponses = {
    /**
     * Default Response
     */
    200: unknown;
    /**
     * Default Response
     */
    206: unknown;
};

export type ListMessagesData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * How many items at most
         */
        limit?: number;
        /**
         * `nextCursor` of the page before
         */
        cursor?: string;
        conversationId?: string;
        channelId?: string;
        direction?: 'inbound' | 'outbound';
        state?: 'received' | 'queued' | 'held' | 'sending' | 'unknown' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'cancelled' | 'expired';
        source?: 'api' | 'inbox' | 'autoreply' | 'follow-up' | 'reminder' | 'rotation' | 'campaign' | 'hook' | 'phone';
    };
    url: '/api/v1/messages';
};

export type ListMessagesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListMessagesError = ListMessagesErrors[keyof ListMessagesErrors];

export type ListMessagesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<{
            id: string;
            conversationId: string;
            channelId: string;
            direction: 'inbound' | 'outbound';
            /**
             * The other side's address on the channel
             */
            to: string;
            type: string;
            content: {
                [key: string]: unknown;
            };
            /**
             * Why it exists; null for inbound
             */
            source: {
                kind: 'api' | 'inbox' | 'autoreply' | 'follow-up' | 'reminder' | 'rotation' | 'campaign' | 'hook' | 'phone';
                id: string | null;
            } | null;
            state: 'received' | 'queued' | 'held' | 'sending' | 'unknown' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'cancelled' | 'expired';
            /**
             * The platform's own id
             */
            providerId: string | null;
            quotedProviderId: string | null;
            /**
             * When it was written (inbound) or queued (outbound)
             */
            createdAt: string;
            /**
             * When it may go out, while it is queued
             */
            sendAt: string | null;
            dispatchedAt: string | null;
            acceptedAt: string | null;
            sentAt: string | null;
            deliveredAt: string | null;
            readAt: string | null;
            playedAt: string | null;
            /**
             * When it failed, expired or was cancelled
             */
            endedAt: string | null;
            /**
             * When its author changed it
             */
            editedAt: string | null;
            /**
             * When its author took it back
             */
            revokedAt: string | null;
            /**
             * One a person; contactId is null for our own
             */
            reactions: Array<{
                contactId: string | null;
                emoji: string;
                at: string;
            }>;
            /**
             * Why it failed, in plain words, with what can be done
             */
            error: unknown;
        }>;
        nextCursor: string | null;
    };
};

export type ListMessagesResponse = ListMessagesResponses[keyof ListMessagesResponses];

export type SendMessageData = {
    body: {
        /**
         * Which channel sends it; may be left out where there is only one
         */
        channelId?: string;
        /**
         * The recipient's phone number with + and country code
         */
        to?: string;
        /**
         * Instead of `to`: the conversation to write in
         */
        conversationId?: string;
        /**
         * Short for a content of type text
         */
        text?: string;
        content?: {
            type: 'text';
            text: string;
            /**
             * Show a preview of the first link in the text
             */
            previewUrl?: boolean;
        } | {
            type: 'image';
            /**
             * Where the file is fetched from; WhatsApp needs https
             */
            link?: string;
            /**
             * Instead of `link`: the id of a file uploaded to /api/v1/media
             */
            mediaId?: string;
            caption?: string;
        } | {
            type: 'video';
            /**
             * Where the file is fetched from; WhatsApp needs https
             */
            link?: string;
            /**
             * Instead of `link`: the id of a file uploaded to /api/v1/media
             */
            mediaId?: string;
            caption?: string;
        } | {
            type: 'audio';
            /**
             * Where the file is fetched from; WhatsApp needs https
             */
            link?: string;
            /**
             * Instead of `link`: the id of a file uploaded to /api/v1/media
             */
            mediaId?: string;
            voice?: boolean;
        } | {
            type: 'document';
            /**
             * Where the file is fetched from; WhatsApp needs https
             */
            link?: string;
            /**
             * Instead of `link`: the id of a file uploaded to /api/v1/media
             */
            mediaId?: string;
            caption?: string;
            filename?: string;
        } | {
            type: 'sticker';
            /**
             * Where the file is fetched from; WhatsApp needs https
             */
            link?: string;
            /**
             * Instead of `link`: the id of a file uploaded to /api/v1/media
             */
            mediaId?: string;
        } | {
            type: 'location';
            latitude: number;
            longitude: number;
            name?: string;
            address?: string;
        } | {
            type: 'contacts';
            contacts: Array<{
                formattedName: string;
                firstName?: string;
                lastName?: string;
                organization?: string;
                phones?: Array<{
                    phone: string;
                    type?: string;
                }>;
                emails?: Array<{
                    email: string;
                    type?: string;
                }>;
            }>;
        } | {
            type: 'reaction';
            /**
             * The provider id of the message reacted to
             */
            targetProviderId: string;
            /**
             * Empty: takes the reaction back
             */
            emoji: string;
        } | {
            type: 'buttons';
            header?: {
                type: 'text';
                text: string;
            } | {
                type: 'image';
                /**
                 * Where the file is fetched from; WhatsApp needs https
                 */
                link: string;
            } | {
                type: 'video';
                /**
                 * Where the file is fetched from; WhatsApp needs https
                 */
                link: string;
            } | {
                type: 'document';
                /**
                 * Where the file is fetched from; WhatsApp needs https
                 */
                link: string;
            };
            body: string;
            footer?: string;
            buttons: Array<{
                id: string;
                title: string;
            }>;
        } | {
            type: 'list';
            header?: {
                type: 'text';
                text: string;
            } | {
                type: 'image';
                /**
                 * Where the file is fetched from; WhatsApp needs https
                 */
                link: string;
            } | {
                type: 'video';
                /**
                 * Where the file is fetched from; WhatsApp needs https
                 */
                link: string;
            } | {
                type: 'document';
                /**
                 * Where the file is fetched from; WhatsApp needs https
                 */
                link: string;
            };
            body: string;
            footer?: string;
            /**
             * The text of the button that opens the list
             */
            button: string;
            sections: Array<{
                title?: string;
                rows: Array<{
                    id: string;
                    title: string;
                    description?: string;
                }>;
            }>;
        } | {
            type: 'cta-url';
            header?: {
                type: 'text';
                text: string;
            } | {
                type: 'image';
                /**
                 * Where the file is fetched from; WhatsApp needs https
                 */
                link: string;
            } | {
                type: 'video';
                /**
                 * Where the file is fetched from; WhatsApp needs https
                 */
                link: string;
            } | {
                type: 'document';
                /**
                 * Where the file is fetched from; WhatsApp needs https
                 */
                link: string;
            };
            body: string;
            footer?: string;
            displayText: string;
            /**
             * Where the file is fetched from; WhatsApp needs https
             */
            url: string;
        } | {
            type: 'interactive';
            /**
             * As Meta's API takes it; reply buttons, lists and link buttons have types of their own
             */
            interactive: {
                type: 'flow' | 'location_request_message' | 'request_contact_info' | 'call_permission_request' | 'voice_call' | 'address_message' | 'catalog_message' | 'product' | 'product_list' | 'carousel' | 'order_details' | 'order_status';
                action: {
                    [key: string]: unknown;
                };
                [key: string]: unknown;
            };
        } | {
            type: 'template';
            name: string;
            language: string;
            /**
             * As Meta's API takes them
             */
            components?: Array<{
                [key: string]: unknown;
            }>;
        };
        /**
         * Not before this time
         */
        sendAt?: string;
        /**
         * Not after this time: it then ends as `expired`
         */
        expiresAt?: string;
        /**
         * The provider id of the message this one quotes
         */
        quotedProviderId?: string;
    };
    headers?: {
        /**
         * Any text that is unique to this request; repeating it answers the first result and sends nothing again
         */
        'idempotency-key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/messages';
};

export type SendMessageErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type SendMessageError = SendMessageErrors[keyof SendMessageErrors];

export type SendMessageResponses = {
    /**
     * Default Response
     */
    202: {
        id: string;
        conversationId: string;
        channelId: string;
        direction: 'inbound' | 'outbound';
        /**
         * The other side's address on the channel
         */
        to: string;
        type: string;
        content: {
            [key: string]: unknown;
        };
        /**
         * Why it exists; null for inbound
         */
        source: {
            kind: 'api' | 'inbox' | 'autoreply' | 'follow-up' | 'reminder' | 'rotation' | 'campaign' | 'hook' | 'phone';
            id: string | null;
        } | null;
        state: 'received' | 'queued' | 'held' | 'sending' | 'unknown' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'cancelled' | 'expired';
        /**
         * The platform's own id
         */
        providerId: string | null;
        quotedProviderId: string | null;
        /**
         * When it was written (inbound) or queued (outbound)
         */
        createdAt: string;
        /**
         * When it may go out, while it is queued
         */
        sendAt: string | null;
        dispatchedAt: string | null;
        acceptedAt: string | null;
        sentAt: string | null;
        deliveredAt: string | null;
        readAt: string | null;
        playedAt: string | null;
        /**
         * When it failed, expired or was cancelled
         */
        endedAt: string | null;
        /**
         * When its author changed it
         */
        editedAt: string | null;
        /**
         * When its author took it back
         */
        revokedAt: string | null;
        /**
         * One a person; contactId is null for our own
         */
        reactions: Array<{
            contactId: string | null;
            emoji: string;
            at: string;
        }>;
        /**
         * Why it failed, in plain words, with what can be done
         */
        error: unknown;
    };
};

export type SendMessageResponse = SendMessageResponses[keyof SendMessageResponses];

export type GetMessageData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/messages/{id}';
};

export type GetMessageErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetMessageError = GetMessageErrors[keyof GetMessageErrors];

export type GetMessageResponses = {
    /**
     * Default Response
     */
    200: {
        id: string;
        conversationId: string;
        channelId: string;
        direction: 'inbound' | 'outbound';
        /**
         * The other side's address on the channel
         */
        to: string;
        type: string;
        content: {
            [key: string]: unknown;
        };
        /**
         * Why it exists; null for inbound
         */
        source: {
            kind: 'api' | 'inbox' | 'autoreply' | 'follow-up' | 'reminder' | 'rotation' | 'campaign' | 'hook' | 'phone';
            id: string | null;
        } | null;
        state: 'received' | 'queued' | 'held' | 'sending' | 'unknown' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'cancelled' | 'expired';
        /**
         * The platform's own id
         */
        providerId: string | null;
        quotedProviderId: string | null;
        /**
         * When it was written (inbound) or queued (outbound)
         */
        createdAt: string;
        /**
         * When it may go out, while it is queued
         */
        sendAt: string | null;
        dispatchedAt: string | null;
        acceptedAt: string | null;
        sentAt: string | null;
        deliveredAt: string | null;
        readAt: string | null;
        playedAt: string | null;
        /**
         * When it failed, expired or was cancelled
         */
        endedAt: string | null;
        /**
         * When its author changed it
         */
        editedAt: string | null;
        /**
         * When its author took it back
         */
        revokedAt: string | null;
        /**
         * One a person; contactId is null for our own
         */
        reactions: Array<{
            contactId: string | null;
            emoji: string;
            at: string;
        }>;
        /**
         * Why it failed, in plain words, with what can be done
         */
        error: unknown;
        /**
         * Every decision taken on it, oldest first: why it was sent, held, retried or not sent
         */
        history: Array<{
            at: string;
            kind: string;
            detail: unknown;
        }>;
    };
};

export type GetMessageResponse = GetMessageResponses[keyof GetMessageResponses];

export type CancelMessageData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/messages/{id}/cancel';
};

export type CancelMessageErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CancelMessageError = CancelMessageErrors[keyof CancelMessageErrors];

export type CancelMessageResponses = {
    /**
     * Default Response
     */
    200: {
        id: string;
        conversationId: string;
        channelId: string;
        direction: 'inbound' | 'outbound';
        /**
         * The other side's address on the channel
         */
        to: string;
        type: string;
        content: {
            [key: string]: unknown;
        };
        /**
         * Why it exists; null for inbound
         */
        source: {
            kind: 'api' | 'inbox' | 'autoreply' | 'follow-up' | 'reminder' | 'rotation' | 'campaign' | 'hook' | 'phone';
            id: string | null;
        } | null;
        state: 'received' | 'queued' | 'held' | 'sending' | 'unknown' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'cancelled' | 'expired';
        /**
         * The platform's own id
         */
        providerId: string | null;
        quotedProviderId: string | null;
        /**
         * When it was written (inbound) or queued (outbound)
         */
        createdAt: string;
        /**
         * When it may go out, while it is queued
         */
        sendAt: string | null;
        dispatchedAt: string | null;
        acceptedAt: string | null;
        sentAt: string | null;
        deliveredAt: string | null;
        readAt: string | null;
        playedAt: string | null;
        /**
         * When it failed, expired or was cancelled
         */
        endedAt: string | null;
        /**
         * When its author changed it
         */
        editedAt: string | null;
        /**
         * When its author took it back
         */
        revokedAt: string | null;
        /**
         * One a person; contactId is null for our own
         */
        reactions: Array<{
            contactId: string | null;
            emoji: string;
            at: string;
        }>;
        /**
         * Why it failed, in plain words, with what can be done
         */
        error: unknown;
    };
};

export type CancelMessageResponse = CancelMessageResponses[keyof CancelMessageResponses];

export type HoldMessageData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/messages/{id}/hold';
};

export type HoldMessageErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type HoldMessageError = HoldMessageErrors[keyof HoldMessageErrors];

export type HoldMessageResponses = {
    /**
     * Default Response
     */
    200: {
        id: string;
        conversationId: string;
        channelId: string;
        direction: 'inbound' | 'outbound';
        /**
         * The other side's address on the channel
         */
        to: string;
        type: string;
        content: {
            [key: string]: unknown;
        };
        /**
         * Why it exists; null for inbound
         */
        source: {
            kind: 'api' | 'inbox' | 'autoreply' | 'follow-up' | 'reminder' | 'rotation' | 'campaign' | 'hook' | 'phone';
            id: string | null;
        } | null;
        state: 'received' | 'queued' | 'held' | 'sending' | 'unknown' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'cancelled' | 'expired';
        /**
         * The platform's own id
         */
        providerId: string | null;
        quotedProviderId: string | null;
        /**
         * When it was written (inbound) or queued (outbound)
         */
        createdAt: string;
        /**
         * When it may go out, while it is queued
         */
        sendAt: string | null;
        dispatchedAt: string | null;
        acceptedAt: string | null;
        sentAt: string | null;
        deliveredAt: string | null;
        readAt: string | null;
        playedAt: string | null;
        /**
         * When it failed, expired or was cancelled
         */
        endedAt: string | null;
        /**
         * When its author changed it
         */
        editedAt: string | null;
        /**
         * When its author took it back
         */
        revokedAt: string | null;
        /**
         * One a person; contactId is null for our own
         */
        reactions: Array<{
            contactId: string | null;
            emoji: string;
            at: string;
        }>;
        /**
         * Why it failed, in plain words, with what can be done
         */
        error: unknown;
    };
};

export type HoldMessageResponse = HoldMessageResponses[keyof HoldMessageResponses];

export type ReleaseMessageData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/messages/{id}/release';
};

export type ReleaseMessageErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ReleaseMessageError = ReleaseMessageErrors[keyof ReleaseMessageErrors];

export type ReleaseMessageResponses = {
    /**
     * Default Response
     */
    200: {
        id: string;
        conversationId: string;
        channelId: string;
        direction: 'inbound' | 'outbound';
        /**
         * The other side's address on the channel
         */
        to: string;
        type: string;
        content: {
            [key: string]: unknown;
        };
        /**
         * Why it exists; null for inbound
         */
        source: {
            kind: 'api' | 'inbox' | 'autoreply' | 'follow-up' | 'reminder' | 'rotation' | 'campaign' | 'hook' | 'phone';
            id: string | null;
        } | null;
        state: 'received' | 'queued' | 'held' | 'sending' | 'unknown' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'cancelled' | 'expired';
        /**
         * The platform's own id
         */
        providerId: string | null;
        quotedProviderId: string | null;
        /**
         * When it was written (inbound) or queued (outbound)
         */
        createdAt: string;
        /**
         * When it may go out, while it is queued
         */
        sendAt: string | null;
        dispatchedAt: string | null;
        acceptedAt: string | null;
        sentAt: string | null;
        deliveredAt: string | null;
        readAt: string | null;
        playedAt: string | null;
        /**
         * When it failed, expired or was cancelled
         */
        endedAt: string | null;
        /**
         * When its author changed it
         */
        editedAt: string | null;
        /**
         * When its author took it back
         */
        revokedAt: string | null;
        /**
         * One a person; contactId is null for our own
         */
        reactions: Array<{
            contactId: string | null;
            emoji: string;
            at: string;
        }>;
        /**
         * Why it failed, in plain words, with what can be done
         */
        error: unknown;
    };
};

export type ReleaseMessageResponse = ReleaseMessageResponses[keyof ReleaseMessageResponses];

export type RetryMessageData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/messages/{id}/retry';
};

export type RetryMessageErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type RetryMessageError = RetryMessageErrors[keyof RetryMessageErrors];

export type RetryMessageResponses = {
    /**
     * Default Response
     */
    200: {
        id: string;
        conversationId: string;
        channelId: string;
        direction: 'inbound' | 'outbound';
        /**
         * The other side's address on the channel
         */
        to: string;
        type: string;
        content: {
            [key: string]: unknown;
        };
        /**
         * Why it exists; null for inbound
         */
        source: {
            kind: 'api' | 'inbox' | 'autoreply' | 'follow-up' | 'reminder' | 'rotation' | 'campaign' | 'hook' | 'phone';
            id: string | null;
        } | null;
        state: 'received' | 'queued' | 'held' | 'sending' | 'unknown' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'cancelled' | 'expired';
        /**
         * The platform's own id
         */
        providerId: string | null;
        quotedProviderId: string | null;
        /**
         * When it was written (inbound) or queued (outbound)
         */
        createdAt: string;
        /**
         * When it may go out, while it is queued
         */
        sendAt: string | null;
        dispatchedAt: string | null;
        acceptedAt: string | null;
        sentAt: string | null;
        deliveredAt: string | null;
        readAt: string | null;
        playedAt: string | null;
        /**
         * When it failed, expired or was cancelled
         */
        endedAt: string | null;
        /**
         * When its author changed it
         */
        editedAt: string | null;
        /**
         * When its author took it back
         */
        revokedAt: string | null;
        /**
         * One a person; contactId is null for our own
         */
        reactions: Array<{
            contactId: string | null;
            emoji: string;
            at: string;
        }>;
        /**
         * Why it failed, in plain words, with what can be done
         */
        error: unknown;
    };
};

export type RetryMessageResponse = RetryMessageResponses[keyof RetryMessageResponses];

export type ListRulesData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/rules';
};

export type ListRulesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListRulesError = ListRulesErrors[keyof ListRulesErrors];

export type ListRulesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Rule>;
        nextCursor: string | null;
    };
};

export type ListRulesResponse = ListRulesResponses[keyof ListRulesResponses];

export type CreateRuleData = {
    body: {
        name: string;
        enabled?: boolean;
        /**
         * null: every channel
         */
        channelId?: string | null;
        match: RuleMatchInput;
        reply: RuleReply;
        /**
         * null: always
         */
        activeHours?: ActiveHours | null;
        /**
         * At least this long between two replies of this rule in one conversation
         */
        cooldownSeconds?: number;
        /**
         * Whether later rules are still asked once this one matched
         */
        afterMatch?: 'stop' | 'continue';
        appliesToGroups?: boolean;
    };
    path?: never;
    query?: never;
    url: '/api/v1/rules';
};

export type CreateRuleErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CreateRuleError = CreateRuleErrors[keyof CreateRuleErrors];

export type CreateRuleResponses = {
    /**
     * Default Response
     */
    201: Rule;
};

export type CreateRuleResponse = CreateRuleResponses[keyof CreateRuleResponses];

export type ReorderRulesData = {
    body: {
        /**
         * Every rule's id, each once, in the new order
         */
        ids: Array<string>;
    };
    path?: never;
    query?: never;
    url: '/api/v1/rules/order';
};

export type ReorderRulesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ReorderRulesError = ReorderRulesErrors[keyof ReorderRulesErrors];

export type ReorderRulesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Rule>;
        nextCursor: string | null;
    };
};

export type ReorderRulesResponse = ReorderRulesResponses[keyof ReorderRulesResponses];

export type TestRulesData = {
    body: {
        /**
         * As a contact would write it
         */
        text: string;
        /**
         * The id behind a tapped button
         */
        payload?: string;
        /**
         * Left out: only rules for every channel answer
         */
        channelId?: string;
        contactName?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/rules/test';
};

export type TestRulesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type TestRulesError = TestRulesErrors[keyof TestRulesErrors];

export type TestRulesResponses = {
    /**
     * Default Response
     */
    200: RuleTestResult;
};

export type TestRulesResponse = TestRulesResponses[keyof TestRulesResponses];

export type DeleteRuleData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/rules/{id}';
};

export type DeleteRuleErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type DeleteRuleError = DeleteRuleErrors[keyof DeleteRuleErrors];

export type DeleteRuleResponses = {
    /**
     * Deleted
     */
    204: unknown;
};

export type GetRuleData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/rules/{id}';
};

export type GetRuleErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetRuleError = GetRuleErrors[keyof GetRuleErrors];

export type GetRuleResponses = {
    /**
     * Default Response
     */
    200: Rule;
};

export type GetRuleResponse = GetRuleResponses[keyof GetRuleResponses];

export type UpdateRuleData = {
    body: {
        name?: string;
        enabled?: boolean;
        /**
         * null: every channel
         */
        channelId?: string | null;
        match?: RuleMatchInput;
        reply?: RuleReply;
        /**
         * null: always
         */
        activeHours?: ActiveHours | null;
        /**
         * At least this long between two replies of this rule in one conversation
         */
        cooldownSeconds?: number;
        /**
         * Whether later rules are still asked once this one matched
         */
        afterMatch?: 'stop' | 'continue';
        appliesToGroups?: boolean;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/rules/{id}';
};

export type UpdateRuleErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateRuleError = UpdateRuleErrors[keyof UpdateRuleErrors];

export type UpdateRuleResponses = {
    /**
     * Default Response
     */
    200: Rule;
};

export type UpdateRuleResponse = UpdateRuleResponses[keyof UpdateRuleResponses];
