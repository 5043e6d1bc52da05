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

export type Actor = {
    kind: 'user' | 'api-key';
    id: string;
    name: string | null;
};

export type AiHandOver = {
    conversationId: string;
    /**
     * Needs contacts:read, or is null
     */
    contact: {
        id: string;
        name: string | null;
        phone: string | null;
    } | null;
    handedOverAt: string;
    handOverReason: string | null;
    /**
     * A person has replied since
     */
    hasPersonCome: boolean;
};

export type AiReply = {
    id: string;
    conversationId: string;
    channelId: string;
    contactId: string;
    /**
     * Needs contacts:read, or is null
     */
    contact: {
        id: string;
        name: string | null;
        phone: string | null;
    } | null;
    /**
     * The contact's message
     */
    messageId: string;
    /**
     * Our answer; its source id is `ai-reply:` and this reply's id
     */
    replyMessageId: string | null;
    /**
     * The rule that wanted it; null: no rule matched
     */
    ruleId: string | null;
    state: 'waiting' | 'asking' | 'answered' | 'handed-over' | 'silent' | 'skipped' | 'superseded' | 'failed';
    /**
     * Why it ended so: turned-off, other-channel, too-late, opted-out, paused, person-replied, handed-over, no-words, asked-for-person, limit-of-conversation, limit-of-day, newer-message, nothing-to-say, provider-handed-over, provider-failed
     */
    reason: string | null;
    /**
     * The same for people
     */
    detail: string | null;
    attempts: number;
    createdAt: string;
    askedAt: string | null;
    endedAt: string | null;
    provider: string | null;
    model: string | null;
    promptTokens: number | null;
    completionTokens: number | null;
    tookMs: number | null;
};

export type AiSettings = {
    isOn: boolean;
    /**
     * `http-endpoint`: an address of yours is asked for each reply
     */
    provider: 'openai-compatible' | 'http-endpoint';
    /**
     * Of an OpenAI-compatible API, with its version
     */
    baseUrl: string | null;
    model: string | null;
    /**
     * null: the provider's own default
     */
    temperature: number | null;
    /**
     * Of a reply
     */
    maxTokens: number;
    endpointUrl: string | null;
    /**
     * Liquid: what the model is told to be and to know
     */
    prompt: string;
    /**
     * How many messages of the conversation the provider sees
     */
    contextMessages: number;
    /**
     * `unmatched`: messages that no rule matched, and what rules ask for; `rules`: only what rules ask for
     */
    answers: 'unmatched' | 'rules';
    /**
     * null: on every channel
     */
    channelIds: Array<string> | null;
    timeoutSeconds: number;
    /**
     * Messages that follow each other within it are answered together
     */
    waitSeconds: number;
    /**
     * Longer replies are cut at the end of a sentence
     */
    maxReplyCharacters: number;
    limitPerConversationADay: number;
    /**
     * For all conversations together
     */
    limitADay: number;
    /**
     * A contact whose message holds one of them wants a person
     */
    handOverWords: Array<string>;
    /**
     * Sent when a person is to go on; null: nothing
     */
    handOverMessage: string | null;
    /**
     * How long a person's reply keeps AI replies silent
     */
    quietMinutesAfterPerson: number;
    /**
     * How long a conversation that was handed over waits for a person
     */
    resumeAfterHours: number;
    hasApiKey: boolean;
    /**
     * It signs what an HTTP endpoint is asked
     */
    hasSigningSecret: boolean;
    updatedAt: string | null;
};

export type AiSettingsChange = {
    isOn?: boolean;
    /**
     * `http-endpoint`: an address of yours is asked for each reply
     */
    provider?: 'openai-compatible' | 'http-endpoint';
    /**
     * Of an OpenAI-compatible API, with its version
     */
    baseUrl?: string | null;
    model?: string | null;
    /**
     * null: the provider's own default
     */
    temperature?: number | null;
    /**
     * Of a reply
     */
    maxTokens?: number;
    endpointUrl?: string | null;
    /**
     * Liquid: what the model is told to be and to know
     */
    prompt?: string;
    /**
     * How many messages of the conversation the provider sees
     */
    contextMessages?: number;
    /**
     * `unmatched`: messages that no rule matched, and what rules ask for; `rules`: only what rules ask for
     */
    answers?: 'unmatched' | 'rules';
    /**
     * null: on every channel
     */
    channelIds?: Array<string> | null;
    timeoutSeconds?: number;
    /**
     * Messages that follow each other within it are answered together
     */
    waitSeconds?: number;
    /**
     * Longer replies are cut at the end of a sentence
     */
    maxReplyCharacters?: number;
    limitPerConversationADay?: number;
    /**
     * For all conversations together
     */
    limitADay?: number;
    /**
     * A contact whose message holds one of them wants a person
     */
    handOverWords?: Array<string>;
    /**
     * Sent when a person is to go on; null: nothing
     */
    handOverMessage?: string | null;
    /**
     * How long a person's reply keeps AI replies silent
     */
    quietMinutesAfterPerson?: number;
    /**
     * How long a conversation that was handed over waits for a person
     */
    resumeAfterHours?: number;
    /**
     * Never shown again; null: none is needed
     */
    apiKey?: string | null;
};

export type AiTrial = {
    outcome: 'reply' | 'hand-over' | 'silence' | 'failed';
    /**
     * What the contact would get
     */
    text: string | null;
    /**
     * Why it failed or was handed over
     */
    reason: string | null;
    mend: string | null;
    tookMs: number | null;
    model: string | null;
    promptTokens: number | null;
    completionTokens: number | null;
    /**
     * What a model is told, our own rules included
     */
    system: string | null;
};

export type AiUsage = {
    /**
     * In which the days begin
     */
    timezone: string;
    askedToday: number;
    limitADay: number;
    /**
     * Oldest first; days without anything are left out
     */
    days: Array<{
        day: string;
        answered: number;
        handedOver: number;
        failed: number;
        skipped: number;
        promptTokens: number;
        completionTokens: number;
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
    /**
     * null: made on the command line
     */
    createdBy: {
        kind: 'user' | 'api-key';
        id: string;
        name: string;
    } | null;
};

export type AuditEntry = {
    id: string;
    at: string;
    actor: {
        /**
         * `nobody`: whose sign-in was refused
         */
        kind: 'user' | 'api-key' | 'command-line' | 'system' | 'nobody';
        id: string | null;
        /**
         * As it was at that time
         */
        name: string | null;
    };
    address: string | null;
    userAgent: string | null;
    /**
     * The operation id in this document, or what the command line or the system did
     */
    operation: string;
    outcome: 'done' | 'refused';
    /**
     * Why it was refused: the error's code
     */
    reason: string | null;
    /**
     * What it was done to, or what it made
     */
    targetIds: Array<string>;
    /**
     * What the request gave
     */
    fields: Array<{
        name: string;
        /**
         * Absent: not shown, for it may be secret or somebody's words
         */
        value?: string | number | boolean | Array<string> | null;
    }>;
};

export type ChannelLimitSettings = {
    /**
     * False: no limits, no warm-up, no quiet hours. What WhatsApp itself refuses is heeded all the same
     */
    isOn: boolean;
    /**
     * All that goes out in a day, answers included; answers are never held back by it. null: any number
     */
    dailyMessages: number | null;
    /**
     * People written to in a day who never wrote and were never written to. null: any number
     */
    dailyNewPeople: number | null;
    /**
     * Smaller limits in the first days of a pairing
     */
    warmUp: {
        isOn: boolean;
        /**
         * From the day after so many, the limits hold as they are set
         */
        days: number;
        firstDayMessages: number;
        firstDayNewPeople: number;
    };
    /**
     * When campaigns, rotations, reminders and follow-ups wait; answers and what people send never do
     */
    quietHours: {
        /**
         * null: the installation's
         */
        timezone: string | null;
        /**
         * Empty: no hours are quiet
         */
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
    /**
     * After WhatsApp refused a message to a stranger: nobody who never wrote is written to for so long
     */
    coldStop: {
        /**
         * How long the first one lasts; each further one twice as long
         */
        hours: number;
    };
};

export type ChannelLimitSettingsInput = {
    /**
     * False: no limits, no warm-up, no quiet hours. What WhatsApp itself refuses is heeded all the same
     */
    isOn?: boolean;
    /**
     * All that goes out in a day, answers included; answers are never held back by it. null: any number
     */
    dailyMessages?: number | null;
    /**
     * People written to in a day who never wrote and were never written to. null: any number
     */
    dailyNewPeople?: number | null;
    /**
     * Smaller limits in the first days of a pairing
     */
    warmUp?: {
        isOn?: boolean;
        /**
         * From the day after so many, the limits hold as they are set
         */
        days?: number;
        firstDayMessages?: number;
        firstDayNewPeople?: number;
    };
    /**
     * When campaigns, rotations, reminders and follow-ups wait; answers and what people send never do
     */
    quietHours?: {
        /**
         * null: the installation's
         */
        timezone?: string | null;
        /**
         * Empty: no hours are quiet
         */
        windows?: Array<{
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
    /**
     * After WhatsApp refused a message to a stranger: nobody who never wrote is written to for so long
     */
    coldStop?: {
        /**
         * How long the first one lasts; each further one twice as long
         */
        hours?: number;
    };
};

export type ChannelLimits = {
    settings: ChannelLimitSettings;
    /**
     * The conservative choice: what holds when nobody set anything
     */
    defaults: ChannelLimitSettings;
    /**
     * The installation's: its days are counted
     */
    timezone: string;
    today: {
        date: string;
        /**
         * Handed over so far, answers included
         */
        messages: number;
        /**
         * People written to for the first time, each counted once
         */
        newPeople: number;
        /**
         * In force today, warm-up included; null: any number
         */
        messagesLimit: number | null;
        newPeopleLimit: number | null;
        /**
         * When the next day begins
         */
        resetsAt: string;
        /**
         * null: it is not quiet now
         */
        quietUntil: string | null;
    };
    /**
     * null: it is over, or off
     */
    warmUp: {
        /**
         * Today's, from 1
         */
        day: number;
        days: number;
        /**
         * null: it begins when a phone is paired
         */
        since: string | null;
        /**
         * The limits of each day; the last entry is the first day after it
         */
        schedule: Array<{
            day: number;
            messages: number | null;
            newPeople: number | null;
        }>;
    } | null;
    /**
     * WhatsApp refuses messages to people who never wrote; null: it does not
     */
    coldStop: {
        since: string;
        until: string;
        /**
         * How many in a row; each lasts twice as long as the one before
         */
        count: number;
        reason: {
            code: string;
            title: string;
            detail?: string;
            mend?: string;
        };
    } | null;
    /**
     * How many messages wait because of each limit
     */
    held: Array<{
        code: 'limit-cold-stop' | 'limit-quiet-hours' | 'limit-messages' | 'limit-new-people';
        count: number;
    }>;
};

export type Contact = {
    id: string;
    /**
     * What it is called: `givenName`, or else `profileName`
     */
    name: string | null;
    /**
     * What our people call it
     */
    givenName: string | null;
    /**
     * What it calls itself on WhatsApp
     */
    profileName: string | null;
    username: string | null;
    /**
     * BCP 47, such as es or pt-BR
     */
    language: string | null;
    /**
     * IANA name, such as America/Lima
     */
    timezone: string | null;
    notes: string | null;
    /**
     * Custom fields; templates print them as {{ contact.fields.city }}
     */
    fields: {
        [key: string]: string | number | boolean;
    };
    tagIds: Array<string>;
    /**
     * Every way to address it
     */
    identities: Array<Identity>;
    /**
     * Contacts that turned out to be this person; each can be split off again
     */
    merged: Array<{
        id: string;
        name: string | null;
        identities: Array<Identity>;
    }>;
    createdAt: string;
    updatedAt: string;
};

export type ContactDetail = {
    id: string;
    /**
     * What it is called: `givenName`, or else `profileName`
     */
    name: string | null;
    /**
     * What our people call it
     */
    givenName: string | null;
    /**
     * What it calls itself on WhatsApp
     */
    profileName: string | null;
    username: string | null;
    /**
     * BCP 47, such as es or pt-BR
     */
    language: string | null;
    /**
     * IANA name, such as America/Lima
     */
    timezone: string | null;
    notes: string | null;
    /**
     * Custom fields; templates print them as {{ contact.fields.city }}
     */
    fields: {
        [key: string]: string | number | boolean;
    };
    tagIds: Array<string>;
    /**
     * Every way to address it
     */
    identities: Array<Identity>;
    /**
     * Contacts that turned out to be this person; each can be split off again
     */
    merged: Array<{
        id: string;
        name: string | null;
        identities: Array<Identity>;
    }>;
    createdAt: string;
    updatedAt: string;
    /**
     * What it must not be sent
     */
    suppressions: Array<{
        /**
         * all, marketing, or the id of a channel
         */
        scope: string;
        reason: string;
        since: string;
    }>;
};

export type ContactUpdateInput = {
    /**
     * null: the name it gives itself
     */
    name?: string | null;
    language?: string | null;
    timezone?: string | null;
    notes?: string | null;
    /**
     * Only those to be changed; null deletes one
     */
    fields?: {
        [key: string]: string | number | boolean | null;
    };
};

export type Conversation = {
    id: string;
    channelId: string;
    /**
     * How the other side is reached on the channel: a phone, an id, or a group's id
     */
    address: string;
    contactId: string | null;
    /**
     * Whom it is with; null for a group. Its id may differ from contactId where contacts were merged
     */
    contact: {
        id: string;
        name: string | null;
        phone: string | null;
        tagIds: Array<string>;
    } | null;
    isGroup: boolean;
    /**
     * The group it is with; null also for one of which nothing is known
     */
    group: {
        id: string;
        subject: string;
        participantCount: number;
    } | null;
    /**
     * open: from the contact's message, or a person's, until a person closes it
     */
    state: 'open' | 'closed';
    /**
     * null: only rules and campaigns wrote in it
     */
    openedAt: string | null;
    /**
     * When it was last closed
     */
    closedAt: string | null;
    assignee: {
        id: string;
        name: string | null;
    } | null;
    /**
     * Messages of the contact that nobody has seen in the inbox
     */
    unreadCount: number;
    /**
     * Since when the contact waits for a person's answer
     */
    waitingSince: string | null;
    tagIds: Array<string>;
    /**
     * Until then free-form messages are allowed; null: not known
     */
    windowExpiresAt: string | null;
    window: ServiceWindow;
    /**
     * False: its channel was removed
     */
    isChannelThere: boolean;
    lastInboundAt: string | null;
    lastOutboundAt: string | null;
    lastMessageAt: string;
    /**
     * Needs messages:read, or is null
     */
    lastMessage: MessagePreview | null;
    /**
     * The newest message that has the words searched for
     */
    match: MessagePreview | null;
    createdAt: string;
};

export type ConversationAi = {
    /**
     * `silent`: on, but a person has this conversation
     */
    state: 'off' | 'on' | 'silent';
    /**
     * Why it is silent: paused, person-replied, handed-over
     */
    reason: string | null;
    detail: string | null;
    /**
     * When a person turned AI replies off here
     */
    pausedAt: string | null;
    handedOverAt: string | null;
    handOverReason: string | null;
};

export type ConversationDetail = {
    id: string;
    channelId: string;
    /**
     * How the other side is reached on the channel: a phone, an id, or a group's id
     */
    address: string;
    contactId: string | null;
    /**
     * Whom it is with; null for a group. Its id may differ from contactId where contacts were merged
     */
    contact: {
        id: string;
        name: string | null;
        phone: string | null;
        tagIds: Array<string>;
    } | null;
    isGroup: boolean;
    /**
     * The group it is with; null also for one of which nothing is known
     */
    group: {
        id: string;
        subject: string;
        participantCount: number;
    } | null;
    /**
     * open: from the contact's message, or a person's, until a person closes it
     */
    state: 'open' | 'closed';
    /**
     * null: only rules and campaigns wrote in it
     */
    openedAt: string | null;
    /**
     * When it was last closed
     */
    closedAt: string | null;
    assignee: {
        id: string;
        name: string | null;
    } | null;
    /**
     * Messages of the contact that nobody has seen in the inbox
     */
    unreadCount: number;
    /**
     * Since when the contact waits for a person's answer
     */
    waitingSince: string | null;
    tagIds: Array<string>;
    /**
     * Until then free-form messages are allowed; null: not known
     */
    windowExpiresAt: string | null;
    window: ServiceWindow;
    /**
     * False: its channel was removed
     */
    isChannelThere: boolean;
    lastInboundAt: string | null;
    lastOutboundAt: string | null;
    lastMessageAt: string;
    /**
     * Needs messages:read, or is null
     */
    lastMessage: MessagePreview | null;
    /**
     * The newest message that has the words searched for
     */
    match: MessagePreview | null;
    createdAt: string;
    /**
     * What may be written in it now, and why not more
     */
    composer: {
        mode: 'any' | 'templates' | 'nothing';
        reason: {
            code: string;
            title: string;
            mend: string | null;
        } | null;
    };
};

export type ConversationEvent = {
    kind: 'event';
    id: string;
    conversationId: string;
    at: string;
    event: 'opened' | 'closed' | 'assigned' | 'unassigned' | 'group-changed';
    /**
     * Who did it; null: it followed from a message
     */
    actor: Actor | null;
    /**
     * To whom it was assigned
     */
    assignee: {
        id: string;
        name: string | null;
    } | null;
    /**
     * What happened in the group
     */
    group: GroupEvent | null;
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
    /**
     * Needs contacts:read, or is null
     */
    contact: {
        id: string;
        name: string | null;
        phone: string | null;
    } | null;
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
     * Silence of the contact, from their last message. A change holds for messages from then on, unless `timers` says otherwise
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
    /**
     * One that is due outside waits until they begin; null: at any time
     */
    activeHours: ActiveHours | null;
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

export type FollowUpRuleChange = {
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
     * Silence of the contact, from their last message. A change holds for messages from then on, unless `timers` says otherwise
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
    /**
     * One that is due outside waits until they begin; null: at any time
     */
    activeHours: ActiveHours | null;
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
    /**
     * What the change means for timers set already
     */
    timers: {
        /**
         * Set already by this rule
         */
        pending: number;
        /**
         * `move`: they get their new time within moments; `none`: nothing changes for them
         */
        effect: 'none' | 'keep' | 'move';
    };
};

export type Group = {
    id: string;
    channelId: string;
    /**
     * The platform's id of it; may stand in `to` of POST /messages
     */
    address: string;
    /**
     * Its name
     */
    subject: string;
    description: string | null;
    /**
     * What the channel's account is in it
     */
    role: 'admin' | 'member';
    /**
     * Only admins may write in it
     */
    isAnnouncement: boolean;
    participantCount: number;
    /**
     * null: nobody has written in it yet, as far as is known here
     */
    conversationId: string | null;
    /**
     * The account is an admin, and may have the link
     */
    hasInviteLink: boolean;
    /**
     * Why nothing can be written in it; null: it can
     */
    obstacle: {
        code: string;
        title: string;
        mend: string;
    } | null;
    /**
     * Since when the account is no longer in it
     */
    leftAt: string | null;
    /**
     * When the platform was last asked for all of it
     */
    refreshedAt: string;
};

export type GroupDetail = {
    id: string;
    channelId: string;
    /**
     * The platform's id of it; may stand in `to` of POST /messages
     */
    address: string;
    /**
     * Its name
     */
    subject: string;
    description: string | null;
    /**
     * What the channel's account is in it
     */
    role: 'admin' | 'member';
    /**
     * Only admins may write in it
     */
    isAnnouncement: boolean;
    participantCount: number;
    /**
     * null: nobody has written in it yet, as far as is known here
     */
    conversationId: string | null;
    /**
     * The account is an admin, and may have the link
     */
    hasInviteLink: boolean;
    /**
     * Why nothing can be written in it; null: it can
     */
    obstacle: {
        code: string;
        title: string;
        mend: string;
    } | null;
    /**
     * Since when the account is no longer in it
     */
    leftAt: string | null;
    /**
     * When the platform was last asked for all of it
     */
    refreshedAt: string;
    /**
     * The account itself, then admins, then by name
     */
    participants: Array<{
        /**
         * null: they have never written to us
         */
        contactId: string | null;
        name: string | null;
        /**
         * E.164; null: WhatsApp does not tell it
         */
        phone: string | null;
        role: 'owner' | 'admin' | 'member';
        /**
         * The channel's own account
         */
        isSelf: boolean;
    }>;
};

export type GroupEvent = {
    change: 'renamed' | 'described' | 'for-admins' | 'for-everybody' | 'joined' | 'left' | 'promoted' | 'demoted';
    /**
     * The new name
     */
    subject: string | null;
    /**
     * Whom it concerns
     */
    people: Array<{
        contactId: string | null;
        name: string | null;
        phone: string | null;
        /**
         * The channel's own account
         */
        isSelf: boolean;
    }>;
    /**
     * Who did it, where that is known
     */
    by: {
        contactId: string | null;
        name: string | null;
        phone: string | null;
        /**
         * The channel's own account
         */
        isSelf: boolean;
    } | null;
};

export type GroupInviteLink = {
    /**
     * Whoever has it can join
     */
    link: string;
};

export type Identity = {
    kind: 'phone' | 'lid' | 'bsuid';
    /**
     * The account within which the value is valid; empty for a phone
     */
    scope: string;
    /**
     * A phone is E.164 with +
     */
    value: string;
};

export type Language = 'en' | 'es' | 'pt';

/**
 * One message of the stream: the fields `event` and `data`
 */
export type LiveEvent = {
    event: LiveEventKind;
    data: {
        ids: Array<string>;
        conversationIds?: Array<string>;
        hasMore: boolean;
    };
};

/**
 * What live updates tell of
 */
export type LiveEventKind = 'messages.received' | 'messages.changed' | 'conversations.changed' | 'contacts.changed' | 'channels.changed' | 'groups.changed' | 'rules.changed' | 'follow-ups.changed' | 'alerts.changed' | 'sandbox.changed' | 'templates.changed' | 'ai-replies.changed' | 'settings.changed';

export type Me = {
    id: string;
    name: string;
    email: string;
    role: UserRole;
    /**
     * All that the role allows, each by its name
     */
    scopes: Array<'messages:read' | 'messages:send' | 'conversations:read' | 'conversations:write' | 'quick-replies:read' | 'quick-replies:write' | 'contacts:read' | 'contacts:write' | 'channels:read' | 'channels:write' | 'media:read' | 'media:write' | 'alerts:read' | 'alerts:write' | 'rules:read' | 'rules:write' | 'follow-ups:read' | 'follow-ups:write' | 'ai-replies:read' | 'ai-replies:write' | 'templates:read' | 'templates:write' | 'settings:read' | 'settings:write' | 'events:read' | 'sandbox:read' | 'sandbox:write' | 'users:read' | 'users:write' | 'api-keys:read' | 'api-keys:write' | 'audit-log:read' | 'system:read' | 'admin'>;
    /**
     * null: whatever the browser speaks
     */
    language: Language | null;
    createdAt: string;
};

export type MessageExplanation = {
    messageId: string;
    conversationId: string;
    channelId: string;
    direction: 'inbound' | 'outbound';
    /**
     * Why it exists; null for inbound
     */
    source: {
        kind: 'api' | 'inbox' | 'autoreply' | 'follow-up' | 'reminder' | 'rotation' | 'campaign' | 'hook' | 'phone';
        id: string | null;
        /**
         * What the user, API key or rule is called; null: gone, or unknown
         */
        name: string | null;
        /**
         * What there is to look at
         */
        link: {
            /**
             * user, api-key, rule, follow-up-rule …
             */
            kind: string;
            id: string;
        } | null;
        /**
         * In plain words
         */
        title: string;
    } | null;
    state: {
        code: 'received' | 'queued' | 'held' | 'sending' | 'unknown' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'cancelled' | 'expired';
        /**
         * In plain words
         */
        title: string;
    };
    error: SendError | null;
    /**
     * What happens next by itself; null: nothing
     */
    next: {
        /**
         * Stable
         */
        code: string;
        /**
         * In plain words
         */
        title: string;
        /**
         * When; null: nobody knows
         */
        at: string | null;
        mend: string | null;
        /**
         * The names and figures in the sentence; `variant` names it where the code has several, `reason` is told within it
         */
        particulars?: {
            [key: string]: unknown;
        };
    } | null;
    /**
     * Not sent after this time
     */
    expiresAt: string | null;
    /**
     * What a person may do now: POST /messages/{id}/{action}
     */
    actions: Array<'retry' | 'cancel' | 'hold' | 'release'>;
    /**
     * Everything that happened to it, the oldest first
     */
    steps: Array<{
        at: string;
        /**
         * Stable: what happened
         */
        code: string;
        /**
         * In plain words
         */
        title: string;
        detail: string | null;
        mend: string | null;
        /**
         * The names and figures in the sentence; `variant` names it where the code has several, `reason` is told within it
         */
        particulars?: {
            [key: string]: unknown;
        };
        /**
         * Until when it was put off
         */
        until: string | null;
    }>;
};

export type MessageMedia = {
    id: string;
    /**
     * Where the file is: a path of this server; needs media:read
     */
    url: string;
    mime: string;
    size: number;
    filename: string | null;
};

export type MessagePreview = {
    id: string;
    direction: 'inbound' | 'outbound';
    type: string;
    /**
     * The beginning of its words; null: it has none, or was taken back
     */
    text: string | null;
    state: 'received' | 'queued' | 'held' | 'sending' | 'unknown' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'cancelled' | 'expired';
    sourceKind: 'api' | 'inbox' | 'autoreply' | 'follow-up' | 'reminder' | 'rotation' | 'campaign' | 'hook' | 'phone' | null;
    /**
     * In a group: the name, or else the number, of the contact who wrote it
     */
    author: string | null;
    createdAt: string;
    revokedAt: string | null;
};

/**
 * Why a message of ours exists
 */
export type MessageSource = {
    kind: 'api' | 'inbox' | 'autoreply' | 'follow-up' | 'reminder' | 'rotation' | 'campaign' | 'hook' | 'phone';
    /**
     * Of the user, API key, rule …
     */
    id: string | null;
    name: string | null;
};

export type MessageTemplatePreview = {
    header: {
        kind: string;
        text: string | null;
        link: string | null;
    } | null;
    body: string | null;
    footer: string | null;
    buttons: Array<{
        kind: string;
        text: string;
        url: string | null;
    }>;
    placeholders: Array<{
        /**
         * `body.1`, `header.image`, `button.0`
         */
        id: string;
        part: 'header' | 'body' | 'button';
        /**
         * `image`, `video` and `document` want the https link of a file
         */
        kind: 'text' | 'url-ending' | 'code' | 'one-time-code' | 'image' | 'video' | 'document';
        /**
         * As the template has it; of a button its text
         */
        name: string;
        /**
         * What the platform was shown
         */
        example: string | null;
        /**
         * Liquid; null: nothing was written yet
         */
        source: string | null;
        /**
         * null: nothing would stand there, and the platform refuses that
         */
        value: string | null;
        problem: TemplateProblem | null;
        missing: Array<string>;
    }>;
    /**
     * The message to send by POST /messages; null while a placeholder has no value
     */
    content: {
        [key: string]: unknown;
    } | null;
};

export type MessageTemplateVariables = {
    placeholders: Array<{
        /**
         * `body.1`, `header.image`, `button.0`
         */
        id: string;
        part: 'header' | 'body' | 'button';
        /**
         * `image`, `video` and `document` want the https link of a file
         */
        kind: 'text' | 'url-ending' | 'code' | 'one-time-code' | 'image' | 'video' | 'document';
        /**
         * As the template has it; of a button its text
         */
        name: string;
        /**
         * What the platform was shown
         */
        example: string | null;
        /**
         * Liquid; null: nothing was written yet
         */
        source: string | null;
    }>;
    updatedAt: string | null;
};

/**
 * What people tell each other in a conversation; the contact never sees it
 */
export type Note = {
    kind: 'note';
    id: string;
    conversationId: string;
    /**
     * When it was written
     */
    at: string;
    author: Actor;
    /**
     * The caller wrote it, and may change and delete it
     */
    isOwn: boolean;
    text: string;
    editedAt: string | null;
};

export type OneTimeLink = {
    /**
     * To be given to the person. It works once, and is shown this once
     */
    url: string;
    expiresAt: string;
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

export type QuickReply = {
    id: string;
    shortcut: string;
    text: string;
    mediaId: string | null;
    createdAt: string;
    updatedAt: string;
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
    lastRepliedAt: string | null;
    /**
     * Why its last failing reply, since it was changed, could not be made
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
} | {
    /**
     * A template of ours, in the contact's language
     */
    type: 'saved-template';
    templateId: string;
} | {
    /**
     * Asks for a reply as AI replies are set up; while they are off, the next rule is asked
     */
    type: 'ask-ai';
    /**
     * Liquid: what the AI is told besides its prompt
     */
    instructions: string | null;
};

/**
 * What a rule sends
 */
export type RuleReplyInput = {
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
} | {
    /**
     * A template of ours, in the contact's language
     */
    type: 'saved-template';
    templateId: string;
} | {
    /**
     * Asks for a reply as AI replies are set up; while they are off, the next rule is asked
     */
    type: 'ask-ai';
    /**
     * Liquid: what the AI is told besides its prompt
     */
    instructions?: string | null;
};

export type RuleStatistics = {
    /**
     * In which the days begin
     */
    timezone: string;
    /**
     * In the order in which rules are asked
     */
    items: Array<{
        ruleId: string;
        ruleName: string;
        /**
         * Every day, oldest first; the last one is today
         */
        days: Array<{
            day: string;
            matched: number;
            replied: number;
            failed: number;
        }>;
    }>;
};

export type RuleTestResult = {
    at: string;
    channelId: string | null;
    contactId: string | null;
    /**
     * The message is nothing but a word by which people opt out or in: then no rule is asked
     */
    optOut: {
        kind: 'stop' | 'start';
        /**
         * What would be answered
         */
        confirmation: string;
    } | null;
    /**
     * Every rule in the order in which they are asked, with what became of it
     */
    rules: Array<{
        /**
         * null: a draft of a new rule
         */
        ruleId: string | null;
        ruleName: string;
        isDraft: boolean;
        outcome: 'reply' | 'ask-ai' | 'empty' | 'failed' | 'cooldown' | 'no-match' | 'disabled' | 'other-channel' | 'not-in-groups' | 'outside-active-hours' | 'not-asked';
        /**
         * The outcome in a sentence
         */
        reason: string;
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
    ai: {
        isOn: boolean;
        /**
         * The AI would be asked for a reply; it is not asked now
         */
        isAsked: boolean;
        reason: 'off' | 'rule' | 'no-rule-matched' | 'rule-answers' | 'not-for-ai' | 'opt-out';
    };
    /**
     * What would be sent if the contact then stayed silent
     */
    followUp: {
        ruleId: string;
        ruleName: string;
        delaySeconds: number;
        dueAt: string;
        /**
         * As it would be sent; null: it can't be made
         */
        text: string | null;
        missing: Array<string>;
    } | null;
};

export type SandboxChat = {
    id: string;
    channelId: string;
    isGroup: boolean;
    name: string | null;
    /**
     * Phone number with +, or the group's id
     */
    address: string;
    /**
     * Of a group
     */
    memberIds: Array<string>;
    isOnline: boolean;
    hasBlocked: boolean;
    isOnWhatsapp: boolean;
    isBusinessTyping: boolean;
    /**
     * What the business wrote and nobody has opened
     */
    unreadCount: number;
    lastMessage: {
        id: string;
        authorId: string | null;
        type: string;
        content: {
            [key: string]: unknown;
        };
    } | null;
    /**
     * How the next messages to it will fail, in this order
     */
    failures: Array<'refused' | 'try-again' | 'too-fast' | 'too-fast-to-contact' | 'unreachable' | 'later' | 'lost' | 'answer-lost' | 'slow' | 'not-on-whatsapp' | 'fails-later' | 'access-revoked'>;
    /**
     * The same chat as the business has it, once there is one
     */
    conversationId: string | null;
    activeAt: string;
};

export type SandboxMessage = {
    id: string;
    chatId: string;
    /**
     * Null: the business
     */
    authorId: string | null;
    /**
     * What the business calls it, where it wrote it
     */
    messageId: string | null;
    type: string;
    content: {
        [key: string]: unknown;
    };
    quotedId: string | null;
    /**
     * Its tick; read of a person's message: the business has seen it
     */
    state: 'accepted' | 'sent' | 'delivered' | 'read' | 'failed';
    reactions: Array<{
        authorId: string | null;
        emoji: string;
    }>;
    createdAt: string;
    deliveredAt: string | null;
    readAt: string | null;
};

export type SendError = {
    /**
     * Stable: what programs decide on
     */
    code: string;
    /**
     * What happened, in plain words
     */
    title: string;
    /**
     * What the platform said of it
     */
    detail: string | null;
    /**
     * What a person can do
     */
    mend: string | null;
    /**
     * The names and figures in the sentence; `variant` names it where the code has several, `reason` is told within it
     */
    particulars?: {
        [key: string]: unknown;
    };
};

/**
 * Until when free-form messages are allowed
 */
export type ServiceWindow = {
    /**
     * none: the channel has no such rule; closed: templates only; unknown: the contact never wrote, WhatsApp decides
     */
    state: 'none' | 'open' | 'closed' | 'unknown';
    expiresAt: string | null;
};

export type Session = {
    id: string;
    /**
     * The one that asks
     */
    isCurrent: boolean;
    createdAt: string;
    /**
     * To the minute
     */
    lastSeenAt: string;
    /**
     * When it ends if it is not used again
     */
    expiresAt: string;
    /**
     * From where it was last used
     */
    address: string;
    userAgent: string | null;
};

export type Setting = {
    name: 'organisationName' | 'defaultCountry' | 'defaultLanguage' | 'defaultTimezone' | 'autoReplyWithinMinutes' | 'optOutWords' | 'optInWords' | 'optOutConfirmation' | 'optInConfirmation' | 'readReceipts' | 'mediaKeepDays' | 'inboundKeepDays' | 'auditKeepDays' | 'logLevel' | 'allowedPrivateUrls';
    section: 'organisation' | 'replies' | 'inbox' | 'keeping' | 'system';
    /**
     * What it does, in English
     */
    description: string;
    /**
     * In force now
     */
    value: unknown;
    default: unknown;
    /**
     * What a value may be, as JSON Schema
     */
    schema: {
        [key: string]: unknown;
    };
    /**
     * What one must be allowed to do to change it
     */
    scope: string;
    /**
     * The environment variable that decides; then it can't be changed here
     */
    fixedBy: string | null;
    /**
     * null: it has its default, or is fixed
     */
    changedAt: string | null;
};

/**
 * Each setting with the value in force
 */
export type SettingValues = {
    /**
     * The name of your business, as templates and AI replies use it.
     */
    organisationName: string;
    /**
     * The country that phone numbers without + belong to; when it is not set, such numbers are refused.
     */
    defaultCountry: 'AC' | 'AD' | 'AE' | 'AF' | 'AG' | 'AI' | 'AL' | 'AM' | 'AO' | 'AR' | 'AS' | 'AT' | 'AU' | 'AW' | 'AX' | 'AZ' | 'BA' | 'BB' | 'BD' | 'BE' | 'BF' | 'BG' | 'BH' | 'BI' | 'BJ' | 'BL' | 'BM' | 'BN' | 'BO' | 'BQ' | 'BR' | 'BS' | 'BT' | 'BW' | 'BY' | 'BZ' | 'CA' | 'CC' | 'CD' | 'CF' | 'CG' | 'CH' | 'CI' | 'CK' | 'CL' | 'CM' | 'CN' | 'CO' | 'CR' | 'CU' | 'CV' | 'CW' | 'CX' | 'CY' | 'CZ' | 'DE' | 'DJ' | 'DK' | 'DM' | 'DO' | 'DZ' | 'EC' | 'EE' | 'EG' | 'EH' | 'ER' | 'ES' | 'ET' | 'FI' | 'FJ' | 'FK' | 'FM' | 'FO' | 'FR' | 'GA' | 'GB' | 'GD' | 'GE' | 'GF' | 'GG' | 'GH' | 'GI' | 'GL' | 'GM' | 'GN' | 'GP' | 'GQ' | 'GR' | 'GT' | 'GU' | 'GW' | 'GY' | 'HK' | 'HN' | 'HR' | 'HT' | 'HU' | 'ID' | 'IE' | 'IL' | 'IM' | 'IN' | 'IO' | 'IQ' | 'IR' | 'IS' | 'IT' | 'JE' | 'JM' | 'JO' | 'JP' | 'KE' | 'KG' | 'KH' | 'KI' | 'KM' | 'KN' | 'KP' | 'KR' | 'KW' | 'KY' | 'KZ' | 'LA' | 'LB' | 'LC' | 'LI' | 'LK' | 'LR' | 'LS' | 'LT' | 'LU' | 'LV' | 'LY' | 'MA' | 'MC' | 'MD' | 'ME' | 'MF' | 'MG' | 'MH' | 'MK' | 'ML' | 'MM' | 'MN' | 'MO' | 'MP' | 'MQ' | 'MR' | 'MS' | 'MT' | 'MU' | 'MV' | 'MW' | 'MX' | 'MY' | 'MZ' | 'NA' | 'NC' | 'NE' | 'NF' | 'NG' | 'NI' | 'NL' | 'NO' | 'NP' | 'NR' | 'NU' | 'NZ' | 'OM' | 'PA' | 'PE' | 'PF' | 'PG' | 'PH' | 'PK' | 'PL' | 'PM' | 'PR' | 'PS' | 'PT' | 'PW' | 'PY' | 'QA' | 'RE' | 'RO' | 'RS' | 'RU' | 'RW' | 'SA' | 'SB' | 'SC' | 'SD' | 'SE' | 'SG' | 'SH' | 'SI' | 'SJ' | 'SK' | 'SL' | 'SM' | 'SN' | 'SO' | 'SR' | 'SS' | 'ST' | 'SV' | 'SX' | 'SY' | 'SZ' | 'TA' | 'TC' | 'TD' | 'TG' | 'TH' | 'TJ' | 'TK' | 'TL' | 'TM' | 'TN' | 'TO' | 'TR' | 'TT' | 'TV' | 'TW' | 'TZ' | 'UA' | 'UG' | 'US' | 'UY' | 'UZ' | 'VA' | 'VC' | 'VE' | 'VG' | 'VI' | 'VN' | 'VU' | 'WF' | 'WS' | 'XK' | 'YE' | 'YT' | 'ZA' | 'ZM' | 'ZW' | null;
    /**
     * The language of people and pages when nothing tells another one.
     */
    defaultLanguage: 'en' | 'es' | 'pt';
    /**
     * The time zone in which days begin and hours are meant when no other one is named.
     */
    defaultTimezone: string;
    /**
     * An automatic answer that can't go out within so many minutes of the contact's message is not sent.
     */
    autoReplyWithinMinutes: number;
    /**
     * A contact whose whole message is one of these words gets no more campaigns and reminders.
     */
    optOutWords: Array<string>;
    /**
     * A contact whose whole message is one of these words gets campaigns and reminders again.
     */
    optInWords: Array<string>;
    /**
     * What is answered to an opt-out word; when it is not set, a sentence in the word's language.
     */
    optOutConfirmation: string | null;
    /**
     * What is answered to an opt-in word; when it is not set, a sentence in the word's language.
     */
    optInConfirmation: string | null;
    /**
     * When contacts see that their messages were read: as soon as a person opens the thread, replies, or never.
     */
    readReceipts: 'on-open' | 'on-reply' | 'never';
    /**
     * Days a file is kept that no message shows; holds for files that come in from then on.
     */
    mediaKeepDays: number;
    /**
     * Days an event that a platform posted is kept as it came.
     */
    inboundKeepDays: number;
    /**
     * Days the audit log remembers who changed what.
     */
    auditKeepDays: number;
    /**
     * How much the server writes to its log: each level includes those before it, and silent is nothing.
     */
    logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
    /**
     * Hosts of private networks that the server may call, such as a language model of your own.
     */
    allowedPrivateUrls: Array<string>;
};

export type SettingsAnswer = {
    values: SettingValues;
    /**
     * In the order of the page, by section
     */
    items: Array<Setting>;
};

export type SettingsChange = {
    /**
     * The name of your business, as templates and AI replies use it. null: its default again.
     */
    organisationName?: string | null;
    /**
     * The country that phone numbers without + belong to; when it is not set, such numbers are refused. null: its default again.
     */
    defaultCountry?: 'AC' | 'AD' | 'AE' | 'AF' | 'AG' | 'AI' | 'AL' | 'AM' | 'AO' | 'AR' | 'AS' | 'AT' | 'AU' | 'AW' | 'AX' | 'AZ' | 'BA' | 'BB' | 'BD' | 'BE' | 'BF' | 'BG' | 'BH' | 'BI' | 'BJ' | 'BL' | 'BM' | 'BN' | 'BO' | 'BQ' | 'BR' | 'BS' | 'BT' | 'BW' | 'BY' | 'BZ' | 'CA' | 'CC' | 'CD' | 'CF' | 'CG' | 'CH' | 'CI' | 'CK' | 'CL' | 'CM' | 'CN' | 'CO' | 'CR' | 'CU' | 'CV' | 'CW' | 'CX' | 'CY' | 'CZ' | 'DE' | 'DJ' | 'DK' | 'DM' | 'DO' | 'DZ' | 'EC' | 'EE' | 'EG' | 'EH' | 'ER' | 'ES' | 'ET' | 'FI' | 'FJ' | 'FK' | 'FM' | 'FO' | 'FR' | 'GA' | 'GB' | 'GD' | 'GE' | 'GF' | 'GG' | 'GH' | 'GI' | 'GL' | 'GM' | 'GN' | 'GP' | 'GQ' | 'GR' | 'GT' | 'GU' | 'GW' | 'GY' | 'HK' | 'HN' | 'HR' | 'HT' | 'HU' | 'ID' | 'IE' | 'IL' | 'IM' | 'IN' | 'IO' | 'IQ' | 'IR' | 'IS' | 'IT' | 'JE' | 'JM' | 'JO' | 'JP' | 'KE' | 'KG' | 'KH' | 'KI' | 'KM' | 'KN' | 'KP' | 'KR' | 'KW' | 'KY' | 'KZ' | 'LA' | 'LB' | 'LC' | 'LI' | 'LK' | 'LR' | 'LS' | 'LT' | 'LU' | 'LV' | 'LY' | 'MA' | 'MC' | 'MD' | 'ME' | 'MF' | 'MG' | 'MH' | 'MK' | 'ML' | 'MM' | 'MN' | 'MO' | 'MP' | 'MQ' | 'MR' | 'MS' | 'MT' | 'MU' | 'MV' | 'MW' | 'MX' | 'MY' | 'MZ' | 'NA' | 'NC' | 'NE' | 'NF' | 'NG' | 'NI' | 'NL' | 'NO' | 'NP' | 'NR' | 'NU' | 'NZ' | 'OM' | 'PA' | 'PE' | 'PF' | 'PG' | 'PH' | 'PK' | 'PL' | 'PM' | 'PR' | 'PS' | 'PT' | 'PW' | 'PY' | 'QA' | 'RE' | 'RO' | 'RS' | 'RU' | 'RW' | 'SA' | 'SB' | 'SC' | 'SD' | 'SE' | 'SG' | 'SH' | 'SI' | 'SJ' | 'SK' | 'SL' | 'SM' | 'SN' | 'SO' | 'SR' | 'SS' | 'ST' | 'SV' | 'SX' | 'SY' | 'SZ' | 'TA' | 'TC' | 'TD' | 'TG' | 'TH' | 'TJ' | 'TK' | 'TL' | 'TM' | 'TN' | 'TO' | 'TR' | 'TT' | 'TV' | 'TW' | 'TZ' | 'UA' | 'UG' | 'US' | 'UY' | 'UZ' | 'VA' | 'VC' | 'VE' | 'VG' | 'VI' | 'VN' | 'VU' | 'WF' | 'WS' | 'XK' | 'YE' | 'YT' | 'ZA' | 'ZM' | 'ZW' | null | null;
    /**
     * The language of people and pages when nothing tells another one. null: its default again.
     */
    defaultLanguage?: 'en' | 'es' | 'pt' | null;
    /**
     * The time zone in which days begin and hours are meant when no other one is named. null: its default again.
     */
    defaultTimezone?: string | null;
    /**
     * An automatic answer that can't go out within so many minutes of the contact's message is not sent. null: its default again.
     */
    autoReplyWithinMinutes?: number | null;
    /**
     * A contact whose whole message is one of these words gets no more campaigns and reminders. null: its default again.
     */
    optOutWords?: Array<string> | null;
    /**
     * A contact whose whole message is one of these words gets campaigns and reminders again. null: its default again.
     */
    optInWords?: Array<string> | null;
    /**
     * What is answered to an opt-out word; when it is not set, a sentence in the word's language. null: its default again.
     */
    optOutConfirmation?: string | null | null;
    /**
     * What is answered to an opt-in word; when it is not set, a sentence in the word's language. null: its default again.
     */
    optInConfirmation?: string | null | null;
    /**
     * When contacts see that their messages were read: as soon as a person opens the thread, replies, or never. null: its default again.
     */
    readReceipts?: 'on-open' | 'on-reply' | 'never' | null;
    /**
     * Days a file is kept that no message shows; holds for files that come in from then on. null: its default again.
     */
    mediaKeepDays?: number | null;
    /**
     * Days an event that a platform posted is kept as it came. null: its default again.
     */
    inboundKeepDays?: number | null;
    /**
     * Days the audit log remembers who changed what. null: its default again.
     */
    auditKeepDays?: number | null;
    /**
     * How much the server writes to its log: each level includes those before it, and silent is nothing. null: its default again.
     */
    logLevel?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent' | null;
    /**
     * Hosts of private networks that the server may call, such as a language model of your own. null: its default again.
     */
    allowedPrivateUrls?: Array<string> | null;
};

export type Setup = {
    isNeeded: boolean;
};

export type SuppressionEvent = {
    id: string;
    scope: string;
    kind: 'suppressed' | 'lifted';
    reason: string;
    at: string;
    /**
     * Who said so; null: the contact, or WhatsApp
     */
    actor: {
        kind: 'user' | 'api-key';
        id: string;
        name: string | null;
    } | null;
};

export type Tag = {
    id: string;
    name: string;
    color: 'grey' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'violet' | 'pink';
    createdAt: string;
};

/**
 * A text of ours with Liquid placeholders
 */
export type Template = {
    id: string;
    /**
     * Unique, whatever its case
     */
    name: string;
    description: string;
    /**
     * Of the text for people in whose language there is none
     */
    defaultLanguage: string;
    /**
     * One text a language
     */
    variants: Array<TemplateVariant>;
    /**
     * What previews show when no contact is chosen, by dotted names
     */
    sampleValues: {
        [key: string]: string;
    };
    /**
     * What its texts ask for, each once
     */
    variables: Array<string>;
    version: number;
    createdAt: string;
    updatedAt: string;
};

export type TemplatePreview = {
    /**
     * null: it can't be made; `problem` tells why
     */
    text: string | null;
    problem: TemplateProblem | null;
    /**
     * Of the stored text that was taken
     */
    language: string | null;
    /**
     * What the text asks for
     */
    variables: Array<string>;
    /**
     * Printed, and without value and fallback: nothing stands there
     */
    missing: Array<string>;
    /**
     * Variables that nothing fills: probably slips of the pen
     */
    unknown: Array<string>;
};

export type TemplateProblem = {
    message: string;
    /**
     * From 1
     */
    line?: number;
    /**
     * From 1
     */
    column?: number;
};

export type TemplateUse = {
    /**
     * What uses it: `rule`
     */
    kind: string;
    id: string;
    name: string;
};

export type TemplateVariable = {
    name: string;
    description: string;
    sample: string;
    /**
     * `answers`: only in what answers a message
     */
    where: 'everywhere' | 'answers';
};

export type TemplateVariant = {
    /**
     * As in `es` or `pt-BR`
     */
    language: string;
    /**
     * Liquid: `Hello {{ contact.firstName | default: "there" }}`
     */
    body: string;
};

export type Thread = {
    /**
     * The oldest first
     */
    items: Array<ThreadMessage | Note | ConversationEvent>;
    /**
     * For `before`: what lies before the first item
     */
    olderCursor: string | null;
    /**
     * For `after`: what lies behind the last item
     */
    newerCursor: string | null;
    hasOlder: boolean;
    hasNewer: boolean;
};

export type ThreadMessage = {
    kind: 'message';
    id: string;
    conversationId: string;
    /**
     * When it was written (inbound) or queued (outbound)
     */
    at: string;
    direction: 'inbound' | 'outbound';
    /**
     * In a group: who wrote it; null elsewhere, where it is the contact or us
     */
    author: {
        contactId: string;
        name: string | null;
        phone: string | null;
    } | null;
    type: string;
    /**
     * Its words: text, caption or body; null when it has none or was taken back
     */
    text: string | null;
    /**
     * All of it; of a message that was taken back only the type
     */
    content: {
        [key: string]: unknown;
    };
    media: MessageMedia | null;
    /**
     * Of a file it shows: here, still being fetched from WhatsApp, or not to be had
     */
    mediaState: 'none' | 'there' | 'fetching' | 'failed';
    mediaError: SendError | null;
    /**
     * The message it answers
     */
    quoted: {
        providerId: string;
        /**
         * null: we don't have it
         */
        message: {
            id: string;
            direction: 'inbound' | 'outbound';
            /**
             * In a group: who wrote it; null elsewhere, where it is the contact or us
             */
            author: {
                contactId: string;
                name: string | null;
                phone: string | null;
            } | null;
            type: string;
            text: string | null;
            createdAt: string;
            revokedAt: string | null;
        } | null;
    } | null;
    reactions: Array<{
        emoji: string;
        count: number;
        contactIds: Array<string>;
        /**
         * We are among them
         */
        isOurs: boolean;
    }>;
    /**
     * The last reaction sent from here, and what became of it; an empty emoji takes one back
     */
    ownReaction: {
        messageId: string;
        emoji: string;
        state: 'received' | 'queued' | 'held' | 'sending' | 'unknown' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'cancelled' | 'expired';
        error: SendError | null;
    } | null;
    state: 'received' | 'queued' | 'held' | 'sending' | 'unknown' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'cancelled' | 'expired';
    /**
     * Why it was not sent
     */
    error: SendError | null;
    source: MessageSource | null;
    /**
     * What a person may do with it now: POST /messages/{id}/{action}
     */
    actions: Array<'retry' | 'cancel' | 'hold' | 'release'>;
    providerId: string | null;
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
    editedAt: string | null;
    revokedAt: string | null;
};

/**
 * Conversations that somebody has yet to read; 1000 stands for 1000 or more
 */
export type UnreadCounts = {
    all: number;
    /**
     * Assigned to the caller
     */
    mine: number;
    unassigned: number;
};

export type User = {
    id: string;
    name: string;
    email: string;
    role: UserRole;
    language: Language | null;
    /**
     * `invited`: has not set a password yet
     */
    state: 'active' | 'invited' | 'disabled';
    createdAt: string;
    /**
     * To the minute
     */
    lastSeenAt: string | null;
    /**
     * Until when the open invitation is valid
     */
    invitedUntil: string | null;
};

/**
 * The most powerful first
 */
export type UserRole = 'owner' | 'manager' | 'agent' | 'viewer';

export type WhatsAppWebPairing = {
    state: 'unpaired' | 'connecting' | 'awaiting-scan' | 'connected' | 'restricted' | 'logged-out' | 'replaced';
    stateReason: {
        code: string;
        title: string;
        mend?: string;
    } | null;
    /**
     * What to scan or to type now. Null: it is being fetched, or the phone is paired
     */
    offer: {
        kind: 'qr';
        /**
         * What the picture says
         */
        text: string;
        expiresAt: string;
        /**
         * Until `expiresAt`, by the server's clock: for countdowns on devices whose clock is wrong
         */
        secondsLeft: number;
    } | {
        kind: 'code';
        code: string;
        phone: string;
        expiresAt: string;
        /**
         * Until `expiresAt`, by the server's clock: for countdowns on devices whose clock is wrong
         */
        secondsLeft: number;
    } | null;
};

export type WhatsAppWebSession = {
    state: 'unpaired' | 'connecting' | 'awaiting-scan' | 'connected' | 'restricted' | 'logged-out' | 'replaced';
    /**
     * Why it is in this state, and what to do
     */
    stateReason: {
        code: string;
        title: string;
        mend?: string;
    } | null;
    stateSince: string;
    /**
     * Who it is paired with
     */
    account: {
        /**
         * E.164
         */
        phone: string;
        jid: string;
        lid: string | null;
        name: string | null;
    } | null;
    pairedAt: string | null;
    connectedAt: string | null;
    /**
     * WhatsApp restricts the account: nobody who never wrote to it is written to until then
     */
    coldStoppedUntil: string | null;
};

export type ListAiRepliesData = {
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
        state?: 'waiting' | 'asking' | 'answered' | 'handed-over' | 'silent' | 'skipped' | 'superseded' | 'failed';
        /**
         * The contact's message
         */
        messageId?: string;
        /**
         * Our answer
         */
        replyMessageId?: string;
    };
    url: '/api/v1/ai-replies';
};

export type ListAiRepliesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListAiRepliesError = ListAiRepliesErrors[keyof ListAiRepliesErrors];

export type ListAiRepliesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<AiReply>;
        nextCursor: string | null;
    };
};

export type ListAiRepliesResponse = ListAiRepliesResponses[keyof ListAiRepliesResponses];

export type ListAiHandOversData = {
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
    url: '/api/v1/ai-replies/hand-overs';
};

export type ListAiHandOversErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListAiHandOversError = ListAiHandOversErrors[keyof ListAiHandOversErrors];

export type ListAiHandOversResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<AiHandOver>;
        nextCursor: string | null;
    };
};

export type ListAiHandOversResponse = ListAiHandOversResponses[keyof ListAiHandOversResponses];

export type GetAiSettingsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/ai-replies/settings';
};

export type GetAiSettingsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetAiSettingsError = GetAiSettingsErrors[keyof GetAiSettingsErrors];

export type GetAiSettingsResponses = {
    /**
     * Default Response
     */
    200: AiSettings;
};

export type GetAiSettingsResponse = GetAiSettingsResponses[keyof GetAiSettingsResponses];

export type UpdateAiSettingsData = {
    body: AiSettingsChange;
    path?: never;
    query?: never;
    url: '/api/v1/ai-replies/settings';
};

export type UpdateAiSettingsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateAiSettingsError = UpdateAiSettingsErrors[keyof UpdateAiSettingsErrors];

export type UpdateAiSettingsResponses = {
    /**
     * Default Response
     */
    200: AiSettings;
};

export type UpdateAiSettingsResponse = UpdateAiSettingsResponses[keyof UpdateAiSettingsResponses];

export type RenewAiSigningSecretData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/ai-replies/signing-secret';
};

export type RenewAiSigningSecretErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type RenewAiSigningSecretError = RenewAiSigningSecretErrors[keyof RenewAiSigningSecretErrors];

export type RenewAiSigningSecretResponses = {
    /**
     * Default Response
     */
    201: {
        /**
         * As Standard Webhooks writes it: whsec_…
         */
        secret: string;
    };
};

export type RenewAiSigningSecretResponse = RenewAiSigningSecretResponses[keyof RenewAiSigningSecretResponses];

export type TestAiReplyData = {
    body: {
        /**
         * As a contact would write it
         */
        text: string;
        /**
         * What was said before, oldest first
         */
        history?: Array<{
            from: 'contact' | 'us';
            text: string;
        }>;
        /**
         * Liquid: of a rule that asks
         */
        instructions?: string;
        settings?: AiSettingsChange;
    };
    path?: never;
    query?: never;
    url: '/api/v1/ai-replies/test';
};

export type TestAiReplyErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type TestAiReplyError = TestAiReplyErrors[keyof TestAiReplyErrors];

export type TestAiReplyResponses = {
    /**
     * Default Response
     */
    200: AiTrial;
};

export type TestAiReplyResponse = TestAiReplyResponses[keyof TestAiReplyResponses];

export type GetAiUsageData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * How many, today included
         */
        days?: number;
    };
    url: '/api/v1/ai-replies/usage';
};

export type GetAiUsageErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetAiUsageError = GetAiUsageErrors[keyof GetAiUsageErrors];

export type GetAiUsageResponses = {
    /**
     * Default Response
     */
    200: AiUsage;
};

export type GetAiUsageResponse = GetAiUsageResponses[keyof GetAiUsageResponses];

export type GetAiReplyData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/ai-replies/{id}';
};

export type GetAiReplyErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetAiReplyError = GetAiReplyErrors[keyof GetAiReplyErrors];

export type GetAiReplyResponses = {
    /**
     * Default Response
     */
    200: AiReply;
};

export type GetAiReplyResponse = GetAiReplyResponses[keyof GetAiReplyResponses];

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
            particulars: {
                [key: string]: unknown;
            } | null;
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
        particulars: {
            [key: string]: unknown;
        } | null;
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
         * Only scopes that who makes this request has
         */
        scopes: Array<'messages:read' | 'messages:send' | 'conversations:read' | 'conversations:write' | 'quick-replies:read' | 'quick-replies:write' | 'contacts:read' | 'contacts:write' | 'channels:read' | 'channels:write' | 'media:read' | 'media:write' | 'alerts:read' | 'alerts:write' | 'rules:read' | 'rules:write' | 'follow-ups:read' | 'follow-ups:write' | 'ai-replies:read' | 'ai-replies:write' | 'templates:read' | 'templates:write' | 'settings:read' | 'settings:write' | 'events:read' | 'sandbox:read' | 'sandbox:write' | 'users:read' | 'users:write' | 'api-keys:read' | 'api-keys:write' | 'audit-log:read' | 'system:read' | 'admin'>;
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

export type ListAuditLogData = {
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
        actorKind?: 'user' | 'api-key' | 'command-line' | 'system' | 'nobody';
        actorId?: string;
        operation?: string;
        outcome?: 'done' | 'refused';
        targetId?: string;
        /**
         * Not before
         */
        from?: string;
        /**
         * Before
         */
        to?: string;
    };
    url: '/api/v1/audit-log';
};

export type ListAuditLogErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListAuditLogError = ListAuditLogErrors[keyof ListAuditLogErrors];

export type ListAuditLogResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<AuditEntry>;
        nextCursor: string | null;
    };
};

export type ListAuditLogResponse = ListAuditLogResponses[keyof ListAuditLogResponses];

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
                /**
                 * The names and figures in the sentence; `variant` names it where the code has several, `reason` is told within it
                 */
                particulars?: {
                    [key: string]: unknown;
                };
            } | null;
            /**
             * How the session of a WhatsApp Web channel is; null for other kinds
             */
            session: {
                state: 'unpaired' | 'connecting' | 'awaiting-scan' | 'connected' | 'restricted' | 'logged-out' | 'replaced';
                stateReason: {
                    code: string;
                    title: string;
                    mend?: string;
                } | null;
                /**
                 * Whose WhatsApp it is, E.164; null: no phone is paired
                 */
                phone: string | null;
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
            /**
             * The names and figures in the sentence; `variant` names it where the code has several, `reason` is told within it
             */
            particulars?: {
                [key: string]: unknown;
            };
        } | null;
        /**
         * How the session of a WhatsApp Web channel is; null for other kinds
         */
        session: {
            state: 'unpaired' | 'connecting' | 'awaiting-scan' | 'connected' | 'restricted' | 'logged-out' | 'replaced';
            stateReason: {
                code: string;
                title: string;
                mend?: string;
            } | null;
            /**
             * Whose WhatsApp it is, E.164; null: no phone is paired
             */
            phone: string | null;
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
            /**
             * The names and figures in the sentence; `variant` names it where the code has several, `reason` is told within it
             */
            particulars?: {
                [key: string]: unknown;
            };
        } | null;
        /**
         * How the session of a WhatsApp Web channel is; null for other kinds
         */
        session: {
            state: 'unpaired' | 'connecting' | 'awaiting-scan' | 'connected' | 'restricted' | 'logged-out' | 'replaced';
            stateReason: {
                code: string;
                title: string;
                mend?: string;
            } | null;
            /**
             * Whose WhatsApp it is, E.164; null: no phone is paired
             */
            phone: string | null;
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
            /**
             * The names and figures in the sentence; `variant` names it where the code has several, `reason` is told within it
             */
            particulars?: {
                [key: string]: unknown;
            };
        } | null;
        /**
         * How the session of a WhatsApp Web channel is; null for other kinds
         */
        session: {
            state: 'unpaired' | 'connecting' | 'awaiting-scan' | 'connected' | 'restricted' | 'logged-out' | 'replaced';
            stateReason: {
                code: string;
                title: string;
                mend?: string;
            } | null;
            /**
             * Whose WhatsApp it is, E.164; null: no phone is paired
             */
            phone: string | null;
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
            /**
             * Which of its results it is; stable
             */
            code?: string;
            detail: string;
            mend?: string;
            /**
             * The names and figures in the sentence; `variant` names it where the code has several, `reason` is told within it
             */
            particulars?: {
                [key: string]: unknown;
            };
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
        /**
         * The same for programs and translations
         */
        checkReason: {
            code: string;
            /**
             * The names and figures in the sentence; `variant` names it where the code has several, `reason` is told within it
             */
            particulars: {
                [key: string]: unknown;
            };
        } | null;
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
        /**
         * The same for programs and translations
         */
        checkReason: {
            code: string;
            /**
             * The names and figures in the sentence; `variant` names it where the code has several, `reason` is told within it
             */
            particulars: {
                [key: string]: unknown;
            };
        } | null;
        templatesSyncedAt: string | null;
        templatesSyncError: string | null;
    };
};

export type RefreshChannelDetailsResponse = RefreshChannelDetailsResponses[keyof RefreshChannelDetailsResponses];

export type ListGroupsData = {
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
        /**
         * Words of the name, each at least begun, without regard to case and accents
         */
        search?: string;
        /**
         * Groups the account is in, or was in once
         */
        state?: 'joined' | 'left';
    };
    url: '/api/v1/channels/{id}/groups';
};

export type ListGroupsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListGroupsError = ListGroupsErrors[keyof ListGroupsErrors];

export type ListGroupsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Group>;
        nextCursor: string | null;
    };
};

export type ListGroupsResponse = ListGroupsResponses[keyof ListGroupsResponses];

export type RefreshGroupsData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/groups/refresh';
};

export type RefreshGroupsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type RefreshGroupsError = RefreshGroupsErrors[keyof RefreshGroupsErrors];

export type RefreshGroupsResponses = {
    /**
     * Default Response
     */
    200: {
        /**
         * Groups the account is in
         */
        count: number;
    };
};

export type RefreshGroupsResponse = RefreshGroupsResponses[keyof RefreshGroupsResponses];

export type GetGroupData = {
    body?: never;
    path: {
        id: string;
        groupId: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/groups/{groupId}';
};

export type GetGroupErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetGroupError = GetGroupErrors[keyof GetGroupErrors];

export type GetGroupResponses = {
    /**
     * Default Response
     */
    200: GroupDetail;
};

export type GetGroupResponse = GetGroupResponses[keyof GetGroupResponses];

export type GetGroupInviteLinkData = {
    body?: never;
    path: {
        id: string;
        groupId: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/groups/{groupId}/invite-link';
};

export type GetGroupInviteLinkErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetGroupInviteLinkError = GetGroupInviteLinkErrors[keyof GetGroupInviteLinkErrors];

export type GetGroupInviteLinkResponses = {
    /**
     * Default Response
     */
    200: GroupInviteLink;
};

export type GetGroupInviteLinkResponse = GetGroupInviteLinkResponses[keyof GetGroupInviteLinkResponses];

export type ResetGroupInviteLinkData = {
    body?: never;
    path: {
        id: string;
        groupId: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/groups/{groupId}/invite-link/reset';
};

export type ResetGroupInviteLinkErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ResetGroupInviteLinkError = ResetGroupInviteLinkErrors[keyof ResetGroupInviteLinkErrors];

export type ResetGroupInviteLinkResponses = {
    /**
     * Default Response
     */
    200: GroupInviteLink;
};

export type ResetGroupInviteLinkResponse = ResetGroupInviteLinkResponses[keyof ResetGroupInviteLinkResponses];

export type RefreshGroupData = {
    body?: never;
    path: {
        id: string;
        groupId: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/groups/{groupId}/refresh';
};

export type RefreshGroupErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type RefreshGroupError = RefreshGroupErrors[keyof RefreshGroupErrors];

export type RefreshGroupResponses = {
    /**
     * Default Response
     */
    200: GroupDetail;
};

export type RefreshGroupResponse = RefreshGroupResponses[keyof RefreshGroupResponses];

export type GetChannelLimitsData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/limits';
};

export type GetChannelLimitsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetChannelLimitsError = GetChannelLimitsErrors[keyof GetChannelLimitsErrors];

export type GetChannelLimitsResponses = {
    /**
     * Default Response
     */
    200: ChannelLimits;
};

export type GetChannelLimitsResponse = GetChannelLimitsResponses[keyof GetChannelLimitsResponses];

export type UpdateChannelLimitsData = {
    body: ChannelLimitSettingsInput;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/limits';
};

export type UpdateChannelLimitsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateChannelLimitsError = UpdateChannelLimitsErrors[keyof UpdateChannelLimitsErrors];

export type UpdateChannelLimitsResponses = {
    /**
     * Default Response
     */
    200: ChannelLimits;
};

export type UpdateChannelLimitsResponse = UpdateChannelLimitsResponses[keyof UpdateChannelLimitsResponses];

export type LiftChannelColdStopData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/limits/lift-cold-stop';
};

export type LiftChannelColdStopErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type LiftChannelColdStopError = LiftChannelColdStopErrors[keyof LiftChannelColdStopErrors];

export type LiftChannelColdStopResponses = {
    /**
     * Default Response
     */
    200: ChannelLimits;
};

export type LiftChannelColdStopResponse = LiftChannelColdStopResponses[keyof LiftChannelColdStopResponses];

export type StopChannelPairingData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/pairing';
};

export type StopChannelPairingErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type StopChannelPairingError = StopChannelPairingErrors[keyof StopChannelPairingErrors];

export type StopChannelPairingResponses = {
    /**
     * Default Response
     */
    204: void;
};

export type StopChannelPairingResponse = StopChannelPairingResponses[keyof StopChannelPairingResponses];

export type GetChannelPairingData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/pairing';
};

export type GetChannelPairingErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetChannelPairingError = GetChannelPairingErrors[keyof GetChannelPairingErrors];

export type GetChannelPairingResponses = {
    /**
     * Default Response
     */
    200: WhatsAppWebPairing;
};

export type GetChannelPairingResponse = GetChannelPairingResponses[keyof GetChannelPairingResponses];

export type PairChannelData = {
    body: {
        phone?: string;
    } | null;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/pairing';
};

export type PairChannelErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type PairChannelError = PairChannelErrors[keyof PairChannelErrors];

export type PairChannelResponses = {
    /**
     * Default Response
     */
    202: WhatsAppWebPairing;
};

export type PairChannelResponse = PairChannelResponses[keyof PairChannelResponses];

export type GetChannelQrPngData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/pairing/qr.png';
};

export type GetChannelQrPngErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetChannelQrPngError = GetChannelQrPngErrors[keyof GetChannelQrPngErrors];

export type GetChannelQrPngResponses = {
    /**
     * Default Response
     */
    200: unknown;
};

export type GetChannelQrSvgData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/pairing/qr.svg';
};

export type GetChannelQrSvgErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetChannelQrSvgError = GetChannelQrSvgErrors[keyof GetChannelQrSvgErrors];

export type GetChannelQrSvgResponses = {
    /**
     * Default Response
     */
    200: unknown;
};

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
            /**
             * The names and figures in the sentence; `variant` names it where the code has several, `reason` is told within it
             */
            particulars?: {
                [key: string]: unknown;
            };
        } | null;
        /**
         * How the session of a WhatsApp Web channel is; null for other kinds
         */
        session: {
            state: 'unpaired' | 'connecting' | 'awaiting-scan' | 'connected' | 'restricted' | 'logged-out' | 'replaced';
            stateReason: {
                code: string;
                title: string;
                mend?: string;
            } | null;
            /**
             * Whose WhatsApp it is, E.164; null: no phone is paired
             */
            phone: string | null;
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
            /**
             * The names and figures in the sentence; `variant` names it where the code has several, `reason` is told within it
             */
            particulars?: {
                [key: string]: unknown;
            };
        } | null;
        /**
         * How the session of a WhatsApp Web channel is; null for other kinds
         */
        session: {
            state: 'unpaired' | 'connecting' | 'awaiting-scan' | 'connected' | 'restricted' | 'logged-out' | 'replaced';
            stateReason: {
                code: string;
                title: string;
                mend?: string;
            } | null;
            /**
             * Whose WhatsApp it is, E.164; null: no phone is paired
             */
            phone: string | null;
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

export type GetChannelSessionData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/session';
};

export type GetChannelSessionErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetChannelSessionError = GetChannelSessionErrors[keyof GetChannelSessionErrors];

export type GetChannelSessionResponses = {
    /**
     * Default Response
     */
    200: WhatsAppWebSession;
};

export type GetChannelSessionResponse = GetChannelSessionResponses[keyof GetChannelSessionResponses];

export type LogOutChannelData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/session/log-out';
};

export type LogOutChannelErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type LogOutChannelError = LogOutChannelErrors[keyof LogOutChannelErrors];

export type LogOutChannelResponses = {
    /**
     * Default Response
     */
    202: WhatsAppWebSession;
};

export type LogOutChannelResponse = LogOutChannelResponses[keyof LogOutChannelResponses];

export type UseChannelHereData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/session/use-here';
};

export type UseChannelHereErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UseChannelHereError = UseChannelHereErrors[keyof UseChannelHereErrors];

export type UseChannelHereResponses = {
    /**
     * Default Response
     */
    202: WhatsAppWebSession;
};

export type UseChannelHereResponse = UseChannelHereResponses[keyof UseChannelHereResponses];

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
        /**
         * Part of a name
         */
        search?: string;
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

export type GetMessageTemplateData = {
    body?: never;
    path: {
        id: string;
        templateId: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/templates/{templateId}';
};

export type GetMessageTemplateErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetMessageTemplateError = GetMessageTemplateErrors[keyof GetMessageTemplateErrors];

export type GetMessageTemplateResponses = {
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

export type GetMessageTemplateResponse = GetMessageTemplateResponses[keyof GetMessageTemplateResponses];

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

export type PreviewMessageTemplateData = {
    body: {
        /**
         * Left out: samples stand for a contact
         */
        contactId?: string;
        /**
         * Instead of what is stored
         */
        values?: {
            [key: string]: string;
        };
    } | null;
    path: {
        /**
         * The channel's id
         */
        id: string;
        templateId: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/templates/{templateId}/preview';
};

export type PreviewMessageTemplateErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type PreviewMessageTemplateError = PreviewMessageTemplateErrors[keyof PreviewMessageTemplateErrors];

export type PreviewMessageTemplateResponses = {
    /**
     * Default Response
     */
    200: MessageTemplatePreview;
};

export type PreviewMessageTemplateResponse = PreviewMessageTemplateResponses[keyof PreviewMessageTemplateResponses];

export type GetMessageTemplateVariablesData = {
    body?: never;
    path: {
        /**
         * The channel's id
         */
        id: string;
        templateId: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/templates/{templateId}/variables';
};

export type GetMessageTemplateVariablesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetMessageTemplateVariablesError = GetMessageTemplateVariablesErrors[keyof GetMessageTemplateVariablesErrors];

export type GetMessageTemplateVariablesResponses = {
    /**
     * Default Response
     */
    200: MessageTemplateVariables;
};

export type GetMessageTemplateVariablesResponse = GetMessageTemplateVariablesResponses[keyof GetMessageTemplateVariablesResponses];

export type UpdateMessageTemplateVariablesData = {
    body: {
        /**
         * Liquid by placeholder: `{ "body.1": "{{ contact.firstName | default: 'there' }}" }`
         */
        values: {
            [key: string]: string;
        };
    };
    path: {
        /**
         * The channel's id
         */
        id: string;
        templateId: string;
    };
    query?: never;
    url: '/api/v1/channels/{id}/templates/{templateId}/variables';
};

export type UpdateMessageTemplateVariablesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateMessageTemplateVariablesError = UpdateMessageTemplateVariablesErrors[keyof UpdateMessageTemplateVariablesErrors];

export type UpdateMessageTemplateVariablesResponses = {
    /**
     * Default Response
     */
    200: MessageTemplateVariables;
};

export type UpdateMessageTemplateVariablesResponse = UpdateMessageTemplateVariablesResponses[keyof UpdateMessageTemplateVariablesResponses];

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

export type ListContactsData = {
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
        /**
         * Words of the name, each at least begun, without regard to case and accents; or a phone number in any writing, or its beginning or end
         */
        search?: string;
        tagId?: string;
    };
    url: '/api/v1/contacts';
};

export type ListContactsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListContactsError = ListContactsErrors[keyof ListContactsErrors];

export type ListContactsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Contact>;
        nextCursor: string | null;
    };
};

export type ListContactsResponse = ListContactsResponses[keyof ListContactsResponses];

export type GetContactData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/contacts/{id}';
};

export type GetContactErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetContactError = GetContactErrors[keyof GetContactErrors];

export type GetContactResponses = {
    /**
     * Default Response
     */
    200: ContactDetail;
};

export type GetContactResponse = GetContactResponses[keyof GetContactResponses];

export type UpdateContactData = {
    body: ContactUpdateInput;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/contacts/{id}';
};

export type UpdateContactErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateContactError = UpdateContactErrors[keyof UpdateContactErrors];

export type UpdateContactResponses = {
    /**
     * Default Response
     */
    200: ContactDetail;
};

export type UpdateContactResponse = UpdateContactResponses[keyof UpdateContactResponses];

export type MergeContactsData = {
    body: {
        /**
         * The other contact
         */
        contactId: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/contacts/{id}/merge';
};

export type MergeContactsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type MergeContactsError = MergeContactsErrors[keyof MergeContactsErrors];

export type MergeContactsResponses = {
    /**
     * Default Response
     */
    200: Contact;
};

export type MergeContactsResponse = MergeContactsResponses[keyof MergeContactsResponses];

export type SplitContactData = {
    body: {
        /**
         * The other contact
         */
        contactId: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/contacts/{id}/split';
};

export type SplitContactErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type SplitContactError = SplitContactErrors[keyof SplitContactErrors];

export type SplitContactResponses = {
    /**
     * Default Response
     */
    200: Contact;
};

export type SplitContactResponse = SplitContactResponses[keyof SplitContactResponses];

export type ListContactSuppressionEventsData = {
    body?: never;
    path: {
        id: string;
    };
    query?: {
        /**
         * How many items at most
         */
        limit?: number;
        cursor?: string;
    };
    url: '/api/v1/contacts/{id}/suppression-events';
};

export type ListContactSuppressionEventsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListContactSuppressionEventsError = ListContactSuppressionEventsErrors[keyof ListContactSuppressionEventsErrors];

export type ListContactSuppressionEventsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<SuppressionEvent>;
        nextCursor: string | null;
    };
};

export type ListContactSuppressionEventsResponse = ListContactSuppressionEventsResponses[keyof ListContactSuppressionEventsResponses];

export type SuppressContactData = {
    body: {
        /**
         * What it must not be sent: anything, marketing, anything on one channel
         */
        scope: 'all' | 'marketing' | string;
        /**
         * Who wanted it, and how we know: kept for good
         */
        reason: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/contacts/{id}/suppressions';
};

export type SuppressContactErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type SuppressContactError = SuppressContactErrors[keyof SuppressContactErrors];

export type SuppressContactResponses = {
    /**
     * In force
     */
    204: void;
};

export type SuppressContactResponse = SuppressContactResponses[keyof SuppressContactResponses];

export type LiftContactSuppressionData = {
    body: {
        /**
         * Who wanted it, and how we know: kept for good
         */
        reason: string;
    };
    path: {
        id: string;
        scope: 'all' | 'marketing' | string;
    };
    query?: never;
    url: '/api/v1/contacts/{id}/suppressions/{scope}/lift';
};

export type LiftContactSuppressionErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type LiftContactSuppressionError = LiftContactSuppressionErrors[keyof LiftContactSuppressionErrors];

export type LiftContactSuppressionResponses = {
    /**
     * Lifted
     */
    204: void;
};

export type LiftContactSuppressionResponse = LiftContactSuppressionResponses[keyof LiftContactSuppressionResponses];

export type RemoveContactTagData = {
    body?: never;
    path: {
        id: string;
        tagId: string;
    };
    query?: never;
    url: '/api/v1/contacts/{id}/tags/{tagId}';
};

export type RemoveContactTagErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type RemoveContactTagError = RemoveContactTagErrors[keyof RemoveContactTagErrors];

export type RemoveContactTagResponses = {
    /**
     * Default Response
     */
    200: ContactDetail;
};

export type RemoveContactTagResponse = RemoveContactTagResponses[keyof RemoveContactTagResponses];

export type AddContactTagData = {
    body?: never;
    path: {
        id: string;
        tagId: string;
    };
    query?: never;
    url: '/api/v1/contacts/{id}/tags/{tagId}';
};

export type AddContactTagErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type AddContactTagError = AddContactTagErrors[keyof AddContactTagErrors];

export type AddContactTagResponses = {
    /**
     * Default Response
     */
    200: ContactDetail;
};

export type AddContactTagResponse = AddContactTagResponses[keyof AddContactTagResponses];

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
        /**
         * Words of the contact's or the group's name, or of a message, each at least begun, without regard to case and accents; or a phone number in any writing, or its beginning or end
         */
        search?: string;
        channelId?: string;
        contactId?: string;
        state?: 'open' | 'closed';
        /**
         * To whom: the caller, nobody, or a user's id
         */
        assigned?: 'me' | 'nobody' | string;
        /**
         * Whether there is something that nobody has read
         */
        unread?: string;
        /**
         * Conversations with this tag
         */
        tagId?: string;
        /**
         * Conversations with contacts that have this tag
         */
        contactTagId?: string;
        /**
         * Whether the service window is open, where there is one
         */
        window?: 'open' | 'closed';
        /**
         * Only these, separated by commas: to read anew what has changed, as far as it still fits the rest
         */
        ids?: string;
        /**
         * latest or oldest message first; waiting: who has waited longest for a person's answer; window: whose service window closes next
         */
        sort?: 'latest' | 'oldest' | 'waiting' | 'window';
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
        items: Array<Conversation>;
        nextCursor: string | null;
    };
};

export type ListConversationsResponse = ListConversationsResponses[keyof ListConversationsResponses];

export type ChangeConversationsData = {
    body: {
        state?: 'open' | 'closed';
        /**
         * To which user; null: to nobody
         */
        assigneeId?: string | null;
        /**
         * Within our inbox only; POST …/read tells the contact, too
         */
        isRead?: boolean;
        ids: Array<string>;
        addTagId?: string;
        removeTagId?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/conversations/changes';
};

export type ChangeConversationsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ChangeConversationsError = ChangeConversationsErrors[keyof ChangeConversationsErrors];

export type ChangeConversationsResponses = {
    /**
     * Changed
     */
    204: void;
};

export type ChangeConversationsResponse = ChangeConversationsResponses[keyof ChangeConversationsResponses];

export type CountUnreadConversationsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/conversations/unread-counts';
};

export type CountUnreadConversationsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CountUnreadConversationsError = CountUnreadConversationsErrors[keyof CountUnreadConversationsErrors];

export type CountUnreadConversationsResponses = {
    /**
     * Default Response
     */
    200: UnreadCounts;
};

export type CountUnreadConversationsResponse = CountUnreadConversationsResponses[keyof CountUnreadConversationsResponses];

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
    200: ConversationDetail;
};

export type GetConversationResponse = GetConversationResponses[keyof GetConversationResponses];

export type UpdateConversationData = {
    body: {
        state?: 'open' | 'closed';
        /**
         * To which user; null: to nobody
         */
        assigneeId?: string | null;
        /**
         * Within our inbox only; POST …/read tells the contact, too
         */
        isRead?: boolean;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/conversations/{id}';
};

export type UpdateConversationErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateConversationError = UpdateConversationErrors[keyof UpdateConversationErrors];

export type UpdateConversationResponses = {
    /**
     * Default Response
     */
    200: ConversationDetail;
};

export type UpdateConversationResponse = UpdateConversationResponses[keyof UpdateConversationResponses];

export type GetConversationAiData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/conversations/{id}/ai-replies';
};

export type GetConversationAiErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetConversationAiError = GetConversationAiErrors[keyof GetConversationAiErrors];

export type GetConversationAiResponses = {
    /**
     * Default Response
     */
    200: ConversationAi;
};

export type GetConversationAiResponse = GetConversationAiResponses[keyof GetConversationAiResponses];

export type UpdateConversationAiData = {
    body: {
        isPaused: boolean;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/conversations/{id}/ai-replies';
};

export type UpdateConversationAiErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateConversationAiError = UpdateConversationAiErrors[keyof UpdateConversationAiErrors];

export type UpdateConversationAiResponses = {
    /**
     * Default Response
     */
    200: ConversationAi;
};

export type UpdateConversationAiResponse = UpdateConversationAiResponses[keyof UpdateConversationAiResponses];

export type AnswerConversationData = {
    body: {
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
                link?: string;
                /**
                 * Instead of `link`: the id of a file uploaded to /api/v1/media
                 */
                mediaId?: string;
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
                link?: string;
                /**
                 * Instead of `link`: the id of a file uploaded to /api/v1/media
                 */
                mediaId?: string;
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
                link?: string;
                /**
                 * Instead of `link`: the id of a file uploaded to /api/v1/media
                 */
                mediaId?: string;
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
             * As Meta's API takes it; reply buttons, lists and link buttons have types of their own. Where a file is named by `id` or `link`, `mediaId` may stand instead: the id of a file uploaded to /api/v1/media
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
             * As Meta's API takes them. Where a file is named by `id` or `link`, `mediaId` may stand instead: the id of a file uploaded to /api/v1/media
             */
            components?: Array<{
                [key: string]: unknown;
            }>;
        };
        /**
         * The message it answers
         */
        quotedMessageId?: string;
    };
    headers?: {
        /**
         * Any text that is unique to this request; repeating it answers the first result and sends nothing again
         */
        'idempotency-key'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/conversations/{id}/messages';
};

export type AnswerConversationErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type AnswerConversationError = AnswerConversationErrors[keyof AnswerConversationErrors];

export type AnswerConversationResponses = {
    /**
     * Default Response
     */
    202: ThreadMessage;
};

export type AnswerConversationResponse = AnswerConversationResponses[keyof AnswerConversationResponses];

export type CreateConversationNoteData = {
    body: {
        text: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/conversations/{id}/notes';
};

export type CreateConversationNoteErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CreateConversationNoteError = CreateConversationNoteErrors[keyof CreateConversationNoteErrors];

export type CreateConversationNoteResponses = {
    /**
     * Default Response
     */
    201: Note;
};

export type CreateConversationNoteResponse = CreateConversationNoteResponses[keyof CreateConversationNoteResponses];

export type MarkConversationReadData = {
    body: {
        /**
         * The last message that was seen: what came after it stays unread
         */
        upToMessageId?: string;
        /**
         * Whether the contact is shown it. Default: as the setting readReceipts says
         */
        receipt?: boolean;
        /**
         * Shows “typing…” until a reply is sent or 25 s pass. Only where the contact is shown that it was read
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
         * Whether the contact is shown it; false when there was nothing to mark
         */
        marked: boolean;
    };
};

export type MarkConversationReadResponse = MarkConversationReadResponses[keyof MarkConversationReadResponses];

export type RemoveConversationTagData = {
    body?: never;
    path: {
        id: string;
        tagId: string;
    };
    query?: never;
    url: '/api/v1/conversations/{id}/tags/{tagId}';
};

export type RemoveConversationTagErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type RemoveConversationTagError = RemoveConversationTagErrors[keyof RemoveConversationTagErrors];

export type RemoveConversationTagResponses = {
    /**
     * Default Response
     */
    200: ConversationDetail;
};

export type RemoveConversationTagResponse = RemoveConversationTagResponses[keyof RemoveConversationTagResponses];

export type AddConversationTagData = {
    body?: never;
    path: {
        id: string;
        tagId: string;
    };
    query?: never;
    url: '/api/v1/conversations/{id}/tags/{tagId}';
};

export type AddConversationTagErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type AddConversationTagError = AddConversationTagErrors[keyof AddConversationTagErrors];

export type AddConversationTagResponses = {
    /**
     * Default Response
     */
    200: ConversationDetail;
};

export type AddConversationTagResponse = AddConversationTagResponses[keyof AddConversationTagResponses];

export type GetConversationThreadData = {
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
         * `olderCursor` of what one has
         */
        before?: string;
        /**
         * `newerCursor` of what one has
         */
        after?: string;
        /**
         * The id of a message to be in the middle
         */
        around?: string;
        /**
         * Only these messages, separated by commas: to read anew what has changed
         */
        messageIds?: string;
    };
    url: '/api/v1/conversations/{id}/thread';
};

export type GetConversationThreadErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetConversationThreadError = GetConversationThreadErrors[keyof GetConversationThreadErrors];

export type GetConversationThreadResponses = {
    /**
     * Default Response
     */
    200: Thread;
};

export type GetConversationThreadResponse = GetConversationThreadResponses[keyof GetConversationThreadResponses];

export type StreamEventsData = {
    body?: never;
    headers?: {
        'last-event-id'?: string;
    };
    path?: never;
    query?: {
        /**
         * Only these kinds, separated by commas: messages.received, messages.changed, conversations.changed, contacts.changed, channels.changed, groups.changed, rules.changed, follow-ups.changed, alerts.changed, sandbox.changed, templates.changed, ai-replies.changed, settings.changed
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
         * Silence of the contact, from their last message. A change holds for messages from then on, unless `timers` says otherwise
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
        /**
         * One that is due outside waits until they begin; null: at any time
         */
        activeHours?: ActiveHours | null;
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

export type ReorderFollowUpRulesData = {
    body: {
        /**
         * Every rule's id, each once, in the new order
         */
        ids: Array<string>;
    };
    path?: never;
    query?: never;
    url: '/api/v1/follow-up-rules/order';
};

export type ReorderFollowUpRulesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ReorderFollowUpRulesError = ReorderFollowUpRulesErrors[keyof ReorderFollowUpRulesErrors];

export type ReorderFollowUpRulesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<FollowUpRule>;
        nextCursor: string | null;
    };
};

export type ReorderFollowUpRulesResponse = ReorderFollowUpRulesResponses[keyof ReorderFollowUpRulesResponses];

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
         * Silence of the contact, from their last message. A change holds for messages from then on, unless `timers` says otherwise
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
        /**
         * One that is due outside waits until they begin; null: at any time
         */
        activeHours?: ActiveHours | null;
        /**
         * What becomes of timers set already when delay or hours change: they keep their time (the default), or get the new one
         */
        timers?: 'keep' | 'move';
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
    200: FollowUpRuleChange;
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

export type AcceptInvitationData = {
    body: {
        /**
         * What stands behind `#token=` in the link
         */
        token: string;
        /**
         * What others call them
         */
        name?: string;
        /**
         * At least 10 characters; refused when it is common, or little more than the name or e-mail address
         */
        password: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/invitations/accept';
};

export type AcceptInvitationErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type AcceptInvitationError = AcceptInvitationErrors[keyof AcceptInvitationErrors];

export type AcceptInvitationResponses = {
    /**
     * Default Response
     */
    200: Me;
};

export type AcceptInvitationResponse = AcceptInvitationResponses[keyof AcceptInvitationResponses];

export type InspectLinkData = {
    body: {
        /**
         * What stands behind `#token=` in the link
         */
        token: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/links/inspect';
};

export type InspectLinkErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type InspectLinkError = InspectLinkErrors[keyof InspectLinkErrors];

export type InspectLinkResponses = {
    /**
     * Default Response
     */
    200: {
        purpose: 'setup' | 'invitation' | 'password-reset';
        /**
         * Whose it is; null for set-up
         */
        name: string | null;
        email: string | null;
        /**
         * null: valid until it is used
         */
        expiresAt: string | null;
    };
};

export type InspectLinkResponse = InspectLinkResponses[keyof InspectLinkResponses];

export type GetMeData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/me';
};

export type GetMeErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetMeError = GetMeErrors[keyof GetMeErrors];

export type GetMeResponses = {
    /**
     * Default Response
     */
    200: Me;
};

export type GetMeResponse = GetMeResponses[keyof GetMeResponses];

export type UpdateMeData = {
    body: {
        /**
         * What others call them
         */
        name?: string;
        language?: Language | null;
        /**
         * By which they sign in; capitals make no difference
         */
        email?: string;
        /**
         * Needed to change the e-mail address
         */
        currentPassword?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/me';
};

export type UpdateMeErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateMeError = UpdateMeErrors[keyof UpdateMeErrors];

export type UpdateMeResponses = {
    /**
     * Default Response
     */
    200: Me;
};

export type UpdateMeResponse = UpdateMeResponses[keyof UpdateMeResponses];

export type ChangePasswordData = {
    body: {
        currentPassword: string;
        /**
         * At least 10 characters; refused when it is common, or little more than the name or e-mail address
         */
        newPassword: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/me/password';
};

export type ChangePasswordErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ChangePasswordError = ChangePasswordErrors[keyof ChangePasswordErrors];

export type ChangePasswordResponses = {
    /**
     * Changed
     */
    204: void;
};

export type ChangePasswordResponse = ChangePasswordResponses[keyof ChangePasswordResponses];

export type EndMySessionsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * true: everywhere else
         */
        keepCurrent?: 'true' | 'false';
    };
    url: '/api/v1/me/sessions';
};

export type EndMySessionsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type EndMySessionsError = EndMySessionsErrors[keyof EndMySessionsErrors];

export type EndMySessionsResponses = {
    /**
     * Ended
     */
    204: void;
};

export type EndMySessionsResponse = EndMySessionsResponses[keyof EndMySessionsResponses];

export type ListMySessionsData = {
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
    url: '/api/v1/me/sessions';
};

export type ListMySessionsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListMySessionsError = ListMySessionsErrors[keyof ListMySessionsErrors];

export type ListMySessionsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Session>;
        nextCursor: string | null;
    };
};

export type ListMySessionsResponse = ListMySessionsResponses[keyof ListMySessionsResponses];

export type EndMySessionData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/me/sessions/{id}';
};

export type EndMySessionErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type EndMySessionError = EndMySessionErrors[keyof EndMySessionErrors];

export type EndMySessionResponses = {
    /**
     * Ended
     */
    204: void;
};

export type EndMySessionResponse = EndMySessionResponses[keyof EndMySessionResponses];

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
        /**
         * Words, each at least begun, without regard to case and accents; found a moment after the message came
         */
        search?: string;
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
            /**
             * In a group: the contact who wrote it
             */
            authorId: string | null;
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
         * The recipient's phone number with + and country code, or the `address` of a group (such as 120363040000000000@g.us)
         */
        to?: string;
        /**
         * Instead of `to`: the conversation to write in
         */
        conversationId?: string;
        /**
         * Instead of `to`: the group to write to, of GET /channels/{id}/groups
         */
        groupId?: string;
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
                link?: string;
                /**
                 * Instead of `link`: the id of a file uploaded to /api/v1/media
                 */
                mediaId?: string;
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
                link?: string;
                /**
                 * Instead of `link`: the id of a file uploaded to /api/v1/media
                 */
                mediaId?: string;
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
                link?: string;
                /**
                 * Instead of `link`: the id of a file uploaded to /api/v1/media
                 */
                mediaId?: string;
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
             * As Meta's API takes it; reply buttons, lists and link buttons have types of their own. Where a file is named by `id` or `link`, `mediaId` may stand instead: the id of a file uploaded to /api/v1/media
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
             * As Meta's API takes them. Where a file is named by `id` or `link`, `mediaId` may stand instead: the id of a file uploaded to /api/v1/media
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
        /**
         * In a group: the contact who wrote it
         */
        authorId: string | null;
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
        /**
         * In a group: the contact who wrote it
         */
        authorId: string | null;
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
        /**
         * In a group: the contact who wrote it
         */
        authorId: string | null;
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

export type ExplainMessageData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/messages/{id}/explanation';
};

export type ExplainMessageErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ExplainMessageError = ExplainMessageErrors[keyof ExplainMessageErrors];

export type ExplainMessageResponses = {
    /**
     * Default Response
     */
    200: MessageExplanation;
};

export type ExplainMessageResponse = ExplainMessageResponses[keyof ExplainMessageResponses];

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
        /**
         * In a group: the contact who wrote it
         */
        authorId: string | null;
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

export type SetMessageReactionData = {
    body: {
        /**
         * Empty: takes the reaction back
         */
        emoji: string;
    };
    headers?: {
        /**
         * Any text that is unique to this request; repeating it answers the first result and sends nothing again
         */
        'idempotency-key'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/messages/{id}/reaction';
};

export type SetMessageReactionErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type SetMessageReactionError = SetMessageReactionErrors[keyof SetMessageReactionErrors];

export type SetMessageReactionResponses = {
    /**
     * Default Response
     */
    202: ThreadMessage;
};

export type SetMessageReactionResponse = SetMessageReactionResponses[keyof SetMessageReactionResponses];

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
        /**
         * In a group: the contact who wrote it
         */
        authorId: string | null;
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
        /**
         * In a group: the contact who wrote it
         */
        authorId: string | null;
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

export type DeleteNoteData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/notes/{id}';
};

export type DeleteNoteErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type DeleteNoteError = DeleteNoteErrors[keyof DeleteNoteErrors];

export type DeleteNoteResponses = {
    /**
     * Deleted
     */
    204: void;
};

export type DeleteNoteResponse = DeleteNoteResponses[keyof DeleteNoteResponses];

export type UpdateNoteData = {
    body: {
        text: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/notes/{id}';
};

export type UpdateNoteErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateNoteError = UpdateNoteErrors[keyof UpdateNoteErrors];

export type UpdateNoteResponses = {
    /**
     * Default Response
     */
    200: Note;
};

export type UpdateNoteResponse = UpdateNoteResponses[keyof UpdateNoteResponses];

export type AcceptPasswordResetData = {
    body: {
        /**
         * What stands behind `#token=` in the link
         */
        token: string;
        /**
         * At least 10 characters; refused when it is common, or little more than the name or e-mail address
         */
        password: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/password-resets/accept';
};

export type AcceptPasswordResetErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type AcceptPasswordResetError = AcceptPasswordResetErrors[keyof AcceptPasswordResetErrors];

export type AcceptPasswordResetResponses = {
    /**
     * Default Response
     */
    200: Me;
};

export type AcceptPasswordResetResponse = AcceptPasswordResetResponses[keyof AcceptPasswordResetResponses];

export type ListQuickRepliesData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/quick-replies';
};

export type ListQuickRepliesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListQuickRepliesError = ListQuickRepliesErrors[keyof ListQuickRepliesErrors];

export type ListQuickRepliesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<QuickReply>;
        nextCursor: string | null;
    };
};

export type ListQuickRepliesResponse = ListQuickRepliesResponses[keyof ListQuickRepliesResponses];

export type CreateQuickReplyData = {
    body: {
        /**
         * What one types to have it, without the / before it
         */
        shortcut: string;
        /**
         * Liquid: `Hello {{ contact.firstName | default: "there" }}, this is {{ agent.name }}`
         */
        text: string;
        /**
         * A file to go with it, uploaded to /api/v1/media
         */
        mediaId?: string | null;
    };
    path?: never;
    query?: never;
    url: '/api/v1/quick-replies';
};

export type CreateQuickReplyErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CreateQuickReplyError = CreateQuickReplyErrors[keyof CreateQuickReplyErrors];

export type CreateQuickReplyResponses = {
    /**
     * Default Response
     */
    201: QuickReply;
};

export type CreateQuickReplyResponse = CreateQuickReplyResponses[keyof CreateQuickReplyResponses];

export type DeleteQuickReplyData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/quick-replies/{id}';
};

export type DeleteQuickReplyErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type DeleteQuickReplyError = DeleteQuickReplyErrors[keyof DeleteQuickReplyErrors];

export type DeleteQuickReplyResponses = {
    /**
     * Deleted
     */
    204: void;
};

export type DeleteQuickReplyResponse = DeleteQuickReplyResponses[keyof DeleteQuickReplyResponses];

export type GetQuickReplyData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/quick-replies/{id}';
};

export type GetQuickReplyErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetQuickReplyError = GetQuickReplyErrors[keyof GetQuickReplyErrors];

export type GetQuickReplyResponses = {
    /**
     * Default Response
     */
    200: QuickReply;
};

export type GetQuickReplyResponse = GetQuickReplyResponses[keyof GetQuickReplyResponses];

export type UpdateQuickReplyData = {
    body: {
        /**
         * What one types to have it, without the / before it
         */
        shortcut?: string;
        /**
         * Liquid: `Hello {{ contact.firstName | default: "there" }}, this is {{ agent.name }}`
         */
        text?: string;
        /**
         * A file to go with it, uploaded to /api/v1/media
         */
        mediaId?: string | null;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/quick-replies/{id}';
};

export type UpdateQuickReplyErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateQuickReplyError = UpdateQuickReplyErrors[keyof UpdateQuickReplyErrors];

export type UpdateQuickReplyResponses = {
    /**
     * Default Response
     */
    200: QuickReply;
};

export type UpdateQuickReplyResponse = UpdateQuickReplyResponses[keyof UpdateQuickReplyResponses];

export type RenderQuickReplyData = {
    body: {
        conversationId: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/quick-replies/{id}/render';
};

export type RenderQuickReplyErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type RenderQuickReplyError = RenderQuickReplyErrors[keyof RenderQuickReplyErrors];

export type RenderQuickReplyResponses = {
    /**
     * Default Response
     */
    200: {
        text: string;
        mediaId: string | null;
        /**
         * Names it prints that have no value here
         */
        readonly missing: Array<string>;
    };
};

export type RenderQuickReplyResponse = RenderQuickReplyResponses[keyof RenderQuickReplyResponses];

export type ListRolesData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/roles';
};

export type ListRolesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListRolesError = ListRolesErrors[keyof ListRolesErrors];

export type ListRolesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<{
            role: UserRole;
            scopes: Array<'messages:read' | 'messages:send' | 'conversations:read' | 'conversations:write' | 'quick-replies:read' | 'quick-replies:write' | 'contacts:read' | 'contacts:write' | 'channels:read' | 'channels:write' | 'media:read' | 'media:write' | 'alerts:read' | 'alerts:write' | 'rules:read' | 'rules:write' | 'follow-ups:read' | 'follow-ups:write' | 'ai-replies:read' | 'ai-replies:write' | 'templates:read' | 'templates:write' | 'settings:read' | 'settings:write' | 'events:read' | 'sandbox:read' | 'sandbox:write' | 'users:read' | 'users:write' | 'api-keys:read' | 'api-keys:write' | 'audit-log:read' | 'system:read' | 'admin'>;
        }>;
    };
};

export type ListRolesResponse = ListRolesResponses[keyof ListRolesResponses];

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
        reply: RuleReplyInput;
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

export type GetRuleStatisticsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * How many, today included
         */
        days?: number;
        /**
         * Of this rule alone
         */
        ruleId?: string;
    };
    url: '/api/v1/rules/statistics';
};

export type GetRuleStatisticsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetRuleStatisticsError = GetRuleStatisticsErrors[keyof GetRuleStatisticsErrors];

export type GetRuleStatisticsResponses = {
    /**
     * Default Response
     */
    200: RuleStatistics;
};

export type GetRuleStatisticsResponse = GetRuleStatisticsResponses[keyof GetRuleStatisticsResponses];

export type TestRulesData = {
    body: {
        /**
         * As a contact would write it
         */
        text: string;
        /**
         * Of the message: text, image, audio …
         */
        type?: string;
        /**
         * The id behind a tapped button
         */
        payload?: string;
        /**
         * Where it is written: gives channel, contact, and what is cooling down
         */
        conversationId?: string;
        /**
         * Left out, without a conversation: only rules for every channel answer
         */
        channelId?: string;
        /**
         * Who writes
         */
        contactId?: string;
        /**
         * Of somebody made up
         */
        contactName?: string;
        isGroup?: boolean;
        /**
         * When it is written; default: now
         */
        at?: string;
        /**
         * A rule that is not stored yet
         */
        draft?: {
            rule: {
                name: string;
                enabled?: boolean;
                /**
                 * null: every channel
                 */
                channelId?: string | null;
                match: RuleMatchInput;
                reply: RuleReplyInput;
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
            /**
             * The rule that it is a new version of; left out: a new one behind the others
             */
            replaces?: string;
        };
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
        reply?: RuleReplyInput;
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

export type DuplicateRuleData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/rules/{id}/duplicate';
};

export type DuplicateRuleErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type DuplicateRuleError = DuplicateRuleErrors[keyof DuplicateRuleErrors];

export type DuplicateRuleResponses = {
    /**
     * Default Response
     */
    201: Rule;
};

export type DuplicateRuleResponse = DuplicateRuleResponses[keyof DuplicateRuleResponses];

export type ListSandboxChatsData = {
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
        /**
         * Needed where there are several sandbox channels
         */
        channelId?: string;
    };
    url: '/api/v1/sandbox/chats';
};

export type ListSandboxChatsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListSandboxChatsError = ListSandboxChatsErrors[keyof ListSandboxChatsErrors];

export type ListSandboxChatsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<SandboxChat>;
        nextCursor: string | null;
    };
};

export type ListSandboxChatsResponse = ListSandboxChatsResponses[keyof ListSandboxChatsResponses];

export type DeleteSandboxChatData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/sandbox/chats/{id}';
};

export type DeleteSandboxChatErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type DeleteSandboxChatError = DeleteSandboxChatErrors[keyof DeleteSandboxChatErrors];

export type DeleteSandboxChatResponses = {
    /**
     * Default Response
     */
    204: void;
};

export type DeleteSandboxChatResponse = DeleteSandboxChatResponses[keyof DeleteSandboxChatResponses];

export type GetSandboxChatData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/sandbox/chats/{id}';
};

export type GetSandboxChatErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetSandboxChatError = GetSandboxChatErrors[keyof GetSandboxChatErrors];

export type GetSandboxChatResponses = {
    /**
     * Default Response
     */
    200: SandboxChat;
};

export type GetSandboxChatResponse = GetSandboxChatResponses[keyof GetSandboxChatResponses];

export type UpdateSandboxChatData = {
    body: {
        name?: string;
        /**
         * Off: what is sent waits with one tick
         */
        isOnline?: boolean;
        /**
         * The person has blocked the business: nothing arrives, and nothing says so
         */
        hasBlocked?: boolean;
        /**
         * Off: sending fails, nobody on WhatsApp has the number
         */
        isOnWhatsapp?: boolean;
        /**
         * Of a group
         */
        memberIds?: Array<string>;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/sandbox/chats/{id}';
};

export type UpdateSandboxChatErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateSandboxChatError = UpdateSandboxChatErrors[keyof UpdateSandboxChatErrors];

export type UpdateSandboxChatResponses = {
    /**
     * Default Response
     */
    200: SandboxChat;
};

export type UpdateSandboxChatResponse = UpdateSandboxChatResponses[keyof UpdateSandboxChatResponses];

export type ClearSandboxFailuresData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/sandbox/chats/{id}/failures';
};

export type ClearSandboxFailuresErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ClearSandboxFailuresError = ClearSandboxFailuresErrors[keyof ClearSandboxFailuresErrors];

export type ClearSandboxFailuresResponses = {
    /**
     * Default Response
     */
    200: SandboxChat;
};

export type ClearSandboxFailuresResponse = ClearSandboxFailuresResponses[keyof ClearSandboxFailuresResponses];

export type PlanSandboxFailuresData = {
    body: {
        /**
         * refused: for good · try-again, too-fast, too-fast-to-contact, unreachable: tried again soon · later: in a minute · lost: no answer, and it does not arrive · answer-lost: no answer, but it arrives · slow: takes 5 s · not-on-whatsapp · fails-later: accepted, then reported as failed · access-revoked: the channel stops
         */
        kind: 'refused' | 'try-again' | 'too-fast' | 'too-fast-to-contact' | 'unreachable' | 'later' | 'lost' | 'answer-lost' | 'slow' | 'not-on-whatsapp' | 'fails-later' | 'access-revoked';
        /**
         * How many of the next messages
         */
        times?: number;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/sandbox/chats/{id}/failures';
};

export type PlanSandboxFailuresErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type PlanSandboxFailuresError = PlanSandboxFailuresErrors[keyof PlanSandboxFailuresErrors];

export type PlanSandboxFailuresResponses = {
    /**
     * Default Response
     */
    200: SandboxChat;
};

export type PlanSandboxFailuresResponse = PlanSandboxFailuresResponses[keyof PlanSandboxFailuresResponses];

export type FastForwardSandboxChatData = {
    body: {
        seconds?: number;
        /**
         * Instead of `seconds`: a time by the server's clock; what is due then comes now
         */
        until?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/sandbox/chats/{id}/fast-forward';
};

export type FastForwardSandboxChatErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type FastForwardSandboxChatError = FastForwardSandboxChatErrors[keyof FastForwardSandboxChatErrors];

export type FastForwardSandboxChatResponses = {
    /**
     * Default Response
     */
    200: SandboxChat;
};

export type FastForwardSandboxChatResponse = FastForwardSandboxChatResponses[keyof FastForwardSandboxChatResponses];

export type ListSandboxMessagesData = {
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
    };
    url: '/api/v1/sandbox/chats/{id}/messages';
};

export type ListSandboxMessagesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListSandboxMessagesError = ListSandboxMessagesErrors[keyof ListSandboxMessagesErrors];

export type ListSandboxMessagesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<SandboxMessage>;
        nextCursor: string | null;
    };
};

export type ListSandboxMessagesResponse = ListSandboxMessagesResponses[keyof ListSandboxMessagesResponses];

export type WriteSandboxMessageData = {
    body: {
        content: {
            type: 'text';
            text: string;
        } | {
            type: 'image';
            /**
             * Of a file uploaded to /api/v1/media
             */
            mediaId: string;
            caption?: string;
            filename?: string;
            voice?: boolean;
        } | {
            type: 'video';
            /**
             * Of a file uploaded to /api/v1/media
             */
            mediaId: string;
            caption?: string;
            filename?: string;
            voice?: boolean;
        } | {
            type: 'audio';
            /**
             * Of a file uploaded to /api/v1/media
             */
            mediaId: string;
            caption?: string;
            filename?: string;
            voice?: boolean;
        } | {
            type: 'document';
            /**
             * Of a file uploaded to /api/v1/media
             */
            mediaId: string;
            caption?: string;
            filename?: string;
            voice?: boolean;
        } | {
            type: 'sticker';
            /**
             * Of a file uploaded to /api/v1/media
             */
            mediaId: string;
            caption?: string;
            filename?: string;
            voice?: boolean;
        } | {
            type: 'location';
            latitude: number;
            longitude: number;
            name?: string;
            address?: string;
        } | {
            type: 'tap';
            /**
             * Of a message of this chat, as the phone lists it
             */
            messageId: string;
            optionId: string;
        } | {
            type: 'reaction';
            /**
             * Of a message of this chat, as the phone lists it
             */
            messageId: string;
            /**
             * Empty: takes the reaction back
             */
            emoji: string;
        };
        /**
         * In a group: the member who writes
         */
        authorId?: string;
        /**
         * The message it answers
         */
        quotedMessageId?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/sandbox/chats/{id}/messages';
};

export type WriteSandboxMessageErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type WriteSandboxMessageError = WriteSandboxMessageErrors[keyof WriteSandboxMessageErrors];

export type WriteSandboxMessageResponses = {
    /**
     * Default Response
     */
    201: SandboxMessage;
};

export type WriteSandboxMessageResponse = WriteSandboxMessageResponses[keyof WriteSandboxMessageResponses];

export type ReadSandboxChatData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/sandbox/chats/{id}/read';
};

export type ReadSandboxChatErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ReadSandboxChatError = ReadSandboxChatErrors[keyof ReadSandboxChatErrors];

export type ReadSandboxChatResponses = {
    /**
     * Default Response
     */
    200: SandboxChat;
};

export type ReadSandboxChatResponse = ReadSandboxChatResponses[keyof ReadSandboxChatResponses];

export type CreateSandboxGroupData = {
    body: {
        /**
         * Needed where there are several sandbox channels
         */
        channelId?: string;
        name: string;
        memberIds: Array<string>;
    };
    path?: never;
    query?: never;
    url: '/api/v1/sandbox/groups';
};

export type CreateSandboxGroupErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CreateSandboxGroupError = CreateSandboxGroupErrors[keyof CreateSandboxGroupErrors];

export type CreateSandboxGroupResponses = {
    /**
     * Default Response
     */
    201: SandboxChat;
};

export type CreateSandboxGroupResponse = CreateSandboxGroupResponses[keyof CreateSandboxGroupResponses];

export type CreateSandboxPersonData = {
    body: {
        /**
         * Needed where there are several sandbox channels
         */
        channelId?: string;
        /**
         * Left out: one is made up
         */
        name?: string;
        /**
         * Left out: one is made up that is nobody's
         */
        phone?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/sandbox/people';
};

export type CreateSandboxPersonErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CreateSandboxPersonError = CreateSandboxPersonErrors[keyof CreateSandboxPersonErrors];

export type CreateSandboxPersonResponses = {
    /**
     * Default Response
     */
    201: SandboxChat;
};

export type CreateSandboxPersonResponse = CreateSandboxPersonResponses[keyof CreateSandboxPersonResponses];

export type ResetSandboxData = {
    body: {
        /**
         * Needed where there are several sandbox channels
         */
        channelId?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/sandbox/reset';
};

export type ResetSandboxErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ResetSandboxError = ResetSandboxErrors[keyof ResetSandboxErrors];

export type ResetSandboxResponses = {
    /**
     * Default Response
     */
    204: void;
};

export type ResetSandboxResponse = ResetSandboxResponses[keyof ResetSandboxResponses];

export type DeleteSessionData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/session';
};

export type DeleteSessionErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type DeleteSessionError = DeleteSessionErrors[keyof DeleteSessionErrors];

export type DeleteSessionResponses = {
    /**
     * Signed out
     */
    204: void;
};

export type DeleteSessionResponse = DeleteSessionResponses[keyof DeleteSessionResponses];

export type CreateSessionData = {
    body: {
        /**
         * By which they sign in; capitals make no difference
         */
        email: string;
        password: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/session';
};

export type CreateSessionErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CreateSessionError = CreateSessionErrors[keyof CreateSessionErrors];

export type CreateSessionResponses = {
    /**
     * Default Response
     */
    200: Me;
};

export type CreateSessionResponse = CreateSessionResponses[keyof CreateSessionResponses];

export type GetSettingsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/settings';
};

export type GetSettingsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetSettingsError = GetSettingsErrors[keyof GetSettingsErrors];

export type GetSettingsResponses = {
    /**
     * Default Response
     */
    200: SettingsAnswer;
};

export type GetSettingsResponse = GetSettingsResponses[keyof GetSettingsResponses];

export type UpdateSettingsData = {
    body: SettingsChange;
    path?: never;
    query?: never;
    url: '/api/v1/settings';
};

export type UpdateSettingsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateSettingsError = UpdateSettingsErrors[keyof UpdateSettingsErrors];

export type UpdateSettingsResponses = {
    /**
     * Default Response
     */
    200: SettingsAnswer;
};

export type UpdateSettingsResponse = UpdateSettingsResponses[keyof UpdateSettingsResponses];

export type GetSetupData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/setup';
};

export type GetSetupErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetSetupError = GetSetupErrors[keyof GetSetupErrors];

export type GetSetupResponses = {
    /**
     * Default Response
     */
    200: Setup;
};

export type GetSetupResponse = GetSetupResponses[keyof GetSetupResponses];

export type CompleteSetupData = {
    body: {
        /**
         * What stands behind `#token=` in the link
         */
        token: string;
        /**
         * What others call them
         */
        name: string;
        /**
         * By which they sign in; capitals make no difference
         */
        email: string;
        /**
         * At least 10 characters; refused when it is common, or little more than the name or e-mail address
         */
        password: string;
        language?: Language | null;
    };
    path?: never;
    query?: never;
    url: '/api/v1/setup';
};

export type CompleteSetupErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CompleteSetupError = CompleteSetupErrors[keyof CompleteSetupErrors];

export type CompleteSetupResponses = {
    /**
     * Default Response
     */
    201: Me;
};

export type CompleteSetupResponse = CompleteSetupResponses[keyof CompleteSetupResponses];

export type ListTagsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/tags';
};

export type ListTagsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListTagsError = ListTagsErrors[keyof ListTagsErrors];

export type ListTagsResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Tag>;
        nextCursor: string | null;
    };
};

export type ListTagsResponse = ListTagsResponses[keyof ListTagsResponses];

export type CreateTagData = {
    body: {
        name: string;
        color?: 'grey' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'violet' | 'pink';
    };
    path?: never;
    query?: never;
    url: '/api/v1/tags';
};

export type CreateTagErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CreateTagError = CreateTagErrors[keyof CreateTagErrors];

export type CreateTagResponses = {
    /**
     * Default Response
     */
    201: Tag;
};

export type CreateTagResponse = CreateTagResponses[keyof CreateTagResponses];

export type DeleteTagData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/tags/{id}';
};

export type DeleteTagErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type DeleteTagError = DeleteTagErrors[keyof DeleteTagErrors];

export type DeleteTagResponses = {
    /**
     * Deleted
     */
    204: void;
};

export type DeleteTagResponse = DeleteTagResponses[keyof DeleteTagResponses];

export type UpdateTagData = {
    body: {
        name?: string;
        color?: 'grey' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'violet' | 'pink';
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/tags/{id}';
};

export type UpdateTagErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateTagError = UpdateTagErrors[keyof UpdateTagErrors];

export type UpdateTagResponses = {
    /**
     * Default Response
     */
    200: Tag;
};

export type UpdateTagResponse = UpdateTagResponses[keyof UpdateTagResponses];

export type ListTemplatesData = {
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
        /**
         * Part of a name, a description or a text
         */
        search?: string;
        /**
         * That have a text in this language
         */
        language?: string;
    };
    url: '/api/v1/templates';
};

export type ListTemplatesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListTemplatesError = ListTemplatesErrors[keyof ListTemplatesErrors];

export type ListTemplatesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<Template>;
        nextCursor: string | null;
    };
};

export type ListTemplatesResponse = ListTemplatesResponses[keyof ListTemplatesResponses];

export type CreateTemplateData = {
    body: {
        /**
         * Unique, whatever its case
         */
        name: string;
        description?: string;
        /**
         * Of the text for people in whose language there is none
         */
        defaultLanguage: string;
        /**
         * One text a language
         */
        variants: Array<TemplateVariant>;
        /**
         * What previews show when no contact is chosen, by dotted names
         */
        sampleValues?: {
            [key: string]: string;
        };
    };
    path?: never;
    query?: never;
    url: '/api/v1/templates';
};

export type CreateTemplateErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CreateTemplateError = CreateTemplateErrors[keyof CreateTemplateErrors];

export type CreateTemplateResponses = {
    /**
     * Default Response
     */
    201: Template;
};

export type CreateTemplateResponse = CreateTemplateResponses[keyof CreateTemplateResponses];

export type PreviewTemplateData = {
    body: {
        /**
         * A text that need not be stored
         */
        body?: string;
        /**
         * A stored template; with `body` for its sample values only
         */
        templateId?: string;
        /**
         * Which of its texts; default: the contact's language
         */
        language?: string;
        /**
         * Whom it would be sent to; left out: samples stand for a contact
         */
        contactId?: string;
        /**
         * By dotted names: `contact.name`, `contact.fields.city`
         */
        values?: {
            [key: string]: string;
        };
    };
    path?: never;
    query?: never;
    url: '/api/v1/templates/preview';
};

export type PreviewTemplateErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type PreviewTemplateError = PreviewTemplateErrors[keyof PreviewTemplateErrors];

export type PreviewTemplateResponses = {
    /**
     * Default Response
     */
    200: TemplatePreview;
};

export type PreviewTemplateResponse = PreviewTemplateResponses[keyof PreviewTemplateResponses];

export type ListTemplateVariablesData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/templates/variables';
};

export type ListTemplateVariablesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListTemplateVariablesError = ListTemplateVariablesErrors[keyof ListTemplateVariablesErrors];

export type ListTemplateVariablesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<TemplateVariable>;
    };
};

export type ListTemplateVariablesResponse = ListTemplateVariablesResponses[keyof ListTemplateVariablesResponses];

export type DeleteTemplateData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/templates/{id}';
};

export type DeleteTemplateErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type DeleteTemplateError = DeleteTemplateErrors[keyof DeleteTemplateErrors];

export type DeleteTemplateResponses = {
    /**
     * Deleted
     */
    204: unknown;
};

export type GetTemplateData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/templates/{id}';
};

export type GetTemplateErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetTemplateError = GetTemplateErrors[keyof GetTemplateErrors];

export type GetTemplateResponses = {
    /**
     * Default Response
     */
    200: Template;
};

export type GetTemplateResponse = GetTemplateResponses[keyof GetTemplateResponses];

export type UpdateTemplateData = {
    body: {
        /**
         * Unique, whatever its case
         */
        name?: string;
        description?: string;
        /**
         * Of the text for people in whose language there is none
         */
        defaultLanguage?: string;
        /**
         * One text a language
         */
        variants?: Array<TemplateVariant>;
        /**
         * What previews show when no contact is chosen, by dotted names
         */
        sampleValues?: {
            [key: string]: string;
        };
        /**
         * Refuse the change when the template is no longer this version
         */
        version?: number;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/templates/{id}';
};

export type UpdateTemplateErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateTemplateError = UpdateTemplateErrors[keyof UpdateTemplateErrors];

export type UpdateTemplateResponses = {
    /**
     * Default Response
     */
    200: Template;
};

export type UpdateTemplateResponse = UpdateTemplateResponses[keyof UpdateTemplateResponses];

export type DuplicateTemplateData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/templates/{id}/duplicate';
};

export type DuplicateTemplateErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type DuplicateTemplateError = DuplicateTemplateErrors[keyof DuplicateTemplateErrors];

export type DuplicateTemplateResponses = {
    /**
     * Default Response
     */
    201: Template;
};

export type DuplicateTemplateResponse = DuplicateTemplateResponses[keyof DuplicateTemplateResponses];

export type ListTemplateUsesData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/templates/{id}/uses';
};

export type ListTemplateUsesErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListTemplateUsesError = ListTemplateUsesErrors[keyof ListTemplateUsesErrors];

export type ListTemplateUsesResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<TemplateUse>;
    };
};

export type ListTemplateUsesResponse = ListTemplateUsesResponses[keyof ListTemplateUsesResponses];

export type ListUsersData = {
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
    url: '/api/v1/users';
};

export type ListUsersErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type ListUsersError = ListUsersErrors[keyof ListUsersErrors];

export type ListUsersResponses = {
    /**
     * Default Response
     */
    200: {
        items: Array<User>;
        nextCursor: string | null;
    };
};

export type ListUsersResponse = ListUsersResponses[keyof ListUsersResponses];

export type CreateUserData = {
    body: {
        /**
         * What others call them
         */
        name: string;
        /**
         * By which they sign in; capitals make no difference
         */
        email: string;
        role: UserRole;
        language?: Language | null;
    };
    path?: never;
    query?: never;
    url: '/api/v1/users';
};

export type CreateUserErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CreateUserError = CreateUserErrors[keyof CreateUserErrors];

export type CreateUserResponses = {
    /**
     * Default Response
     */
    201: {
        user: User;
        invitation: OneTimeLink;
    };
};

export type CreateUserResponse = CreateUserResponses[keyof CreateUserResponses];

export type DeleteUserData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/users/{id}';
};

export type DeleteUserErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type DeleteUserError = DeleteUserErrors[keyof DeleteUserErrors];

export type DeleteUserResponses = {
    /**
     * Deleted
     */
    204: void;
};

export type DeleteUserResponse = DeleteUserResponses[keyof DeleteUserResponses];

export type GetUserData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/users/{id}';
};

export type GetUserErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type GetUserError = GetUserErrors[keyof GetUserErrors];

export type GetUserResponses = {
    /**
     * Default Response
     */
    200: User;
};

export type GetUserResponse = GetUserResponses[keyof GetUserResponses];

export type UpdateUserData = {
    body: {
        /**
         * What others call them
         */
        name?: string;
        /**
         * By which they sign in; capitals make no difference
         */
        email?: string;
        role?: UserRole;
        language?: Language | null;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/users/{id}';
};

export type UpdateUserErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type UpdateUserError = UpdateUserErrors[keyof UpdateUserErrors];

export type UpdateUserResponses = {
    /**
     * Default Response
     */
    200: User;
};

export type UpdateUserResponse = UpdateUserResponses[keyof UpdateUserResponses];

export type DisableUserData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/users/{id}/disable';
};

export type DisableUserErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type DisableUserError = DisableUserErrors[keyof DisableUserErrors];

export type DisableUserResponses = {
    /**
     * Default Response
     */
    200: User;
};

export type DisableUserResponse = DisableUserResponses[keyof DisableUserResponses];

export type EnableUserData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/users/{id}/enable';
};

export type EnableUserErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type EnableUserError = EnableUserErrors[keyof EnableUserErrors];

export type EnableUserResponses = {
    /**
     * Default Response
     */
    200: User;
};

export type EnableUserResponse = EnableUserResponses[keyof EnableUserResponses];

export type CreateUserLinkData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/users/{id}/link';
};

export type CreateUserLinkErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type CreateUserLinkError = CreateUserLinkErrors[keyof CreateUserLinkErrors];

export type CreateUserLinkResponses = {
    /**
     * Default Response
     */
    201: OneTimeLink;
};

export type CreateUserLinkResponse = CreateUserLinkResponses[keyof CreateUserLinkResponses];

export type EndUserSessionsData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/v1/users/{id}/sessions';
};

export type EndUserSessionsErrors = {
    /**
     * What went wrong (RFC 9457)
     */
    default: Problem;
};

export type EndUserSessionsError = EndUserSessionsErrors[keyof EndUserSessionsErrors];

export type EndUserSessionsResponses = {
    /**
     * Ended
     */
    204: void;
};

export type EndUserSessionsResponse = EndUserSessionsResponses[keyof EndUserSessionsResponses];
