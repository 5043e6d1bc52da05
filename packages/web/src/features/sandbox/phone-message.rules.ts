/** What virtual phones keep of messages, in the words of the shared pieces. Pure. */

type Content = Readonly<Record<string, unknown>>;

interface ShownContent {
  readonly type: string;
  readonly content: Content;
  /** Its words: text, caption or body. */
  readonly text: string | null;
}

/** A tapped button is to the phone a message of its own kind; elsewhere it is a `button`. */
export function toShownContent(type: string, content: Content): ShownContent {
  return { type: type === "tap" ? "button" : type, content, text: findText(content) };
}

function findText({ text, caption, body }: Content): string | null {
  const found = [text, caption, body].find((words) => typeof words === "string" && words !== "");
  return typeof found === "string" ? found : null;
}

/** The id of a file of ours that a message shows. */
export function findMediaId({ mediaId }: Content): string | undefined {
  return typeof mediaId === "string" ? mediaId : undefined;
}

/** How messages to be failed are told: each kind once, with how often, in their order. */
export function gatherFailures<Kind extends string>(kinds: readonly Kind[]): Array<{ kind: Kind; times: number }> {
  const gathered: Array<{ kind: Kind; times: number }> = [];
  for (const kind of kinds) {
    const last = gathered.at(-1);
    if (last?.kind === kind) last.times += 1;
    else gathered.push({ kind, times: 1 });
  }
  return gathered;
}

interface Reaction {
  /** null: the business. */
  readonly authorId: string | null;
  readonly emoji: string;
}

/** Reactions, each emoji once. */
export function gatherReactions(
  reactions: readonly Reaction[],
  personId: string,
): Array<{ emoji: string; count: number; isOurs: boolean }> {
  return [...Map.groupBy(reactions, ({ emoji }) => emoji)].map(([emoji, same]) => ({
    emoji,
    count: same.length,
    isOurs: same.some(({ authorId }) => authorId === personId),
  }));
}
