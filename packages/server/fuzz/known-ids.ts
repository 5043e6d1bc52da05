/** Ids and cursors that the server gave, by the kind of thing, so that later requests name things that exist. Generated requests hold
 *  placeholders, which are filled in just before sending: what a seed generates does not depend on a run's ids. */

const KEPT_OF_A_KIND = 60;
const PLACEHOLDER = /@@([a-z-]+):(\d+)(?::([A-Za-z0-9_-]*))?@@/g;

/** Stands for some id of this kind. `change`: for one that may be changed and deleted. */
export function idPlaceholder(kind: string, number: number, use: "read" | "change" = "read"): string {
  return `@@${use === "change" ? "change-" : ""}${kind}:${number}@@`;
}

/** Stands for a cursor that was given, with one of its members replaced when `member` is given. */
export function cursorPlaceholder(number: number, member?: unknown): string {
  const changed = member === undefined ? "" : `:${Buffer.from(JSON.stringify(member)).toString("base64url")}`;
  return `@@cursors:${number}${changed}@@`;
}

export interface KnownIds {
  /** Never changed or deleted: without them the run itself could not go on. */
  protect(kind: string, id: string): void;
  learn(path: string, answer: unknown): void;
  fill(text: string): string;
}

export function createKnownIds(): KnownIds {
  const known = new Map<string, string[]>();
  const isProtected = new Set<string>();

  function add(kind: string, id: string): void {
    const ids = known.get(kind) ?? [];
    known.set(kind, ids);
    if (ids.includes(id)) return;
    ids.push(id);
    // Protected ones stay, the others make room.
    if (ids.length > KEPT_OF_A_KIND)
      ids.splice(
        ids.findIndex((one) => !isProtected.has(one)),
        1,
      );
  }

  function find(name: string, number: number): string | undefined {
    const forChange = name.startsWith("change-");
    const ids = known.get(forChange ? name.slice("change-".length) : name) ?? [];
    const usable = forChange ? ids.filter((id) => !isProtected.has(id)) : ids;
    return usable[number % usable.length];
  }

  return {
    protect(kind, id) {
      isProtected.add(id);
      add(kind, id);
    },
    learn(path, answer) {
      const kind = path.split("?")[0]?.split("/")[3];
      if (kind === undefined || typeof answer !== "object" || answer === null) return;
      const { items, nextCursor } = answer as { items?: unknown; nextCursor?: unknown };
      if (typeof nextCursor === "string") add("cursors", nextCursor);
      for (const item of Array.isArray(items) ? items : [answer]) learnFrom(item, kind, add);
    },
    fill: (text) =>
      text.replace(PLACEHOLDER, (_whole, name: string, number: string, member: string | undefined) => {
        const found = find(name, Number(number)) ?? unknownId(Number(number));
        return member === undefined ? found : changeCursor(found, member);
      }),
  };
}

/** What an answer's members name; the last step of a path names the answer itself. */
const KIND_OF_MEMBER: Readonly<Record<string, string>> = {
  channelId: "channels",
  contactId: "contacts",
  conversationId: "conversations",
  mediaId: "media",
  providerId: "provider-ids",
};

function learnFrom(item: unknown, kind: string, add: (kind: string, id: string) => void): void {
  if (typeof item !== "object" || item === null) return;
  const { id } = item as { id?: unknown };
  if (typeof id === "string") add(kind, id);
  for (const [member, other] of Object.entries(KIND_OF_MEMBER)) {
    const value = (item as Record<string, unknown>)[member];
    if (typeof value === "string") add(other, value);
  }
}

function unknownId(number: number): string {
  return `0197f1f0-0000-7000-8000-${String(number % 1_000_000).padStart(12, "0")}`;
}

function changeCursor(cursor: string, member: string): string {
  try {
    const position = JSON.parse(Buffer.from(cursor, "base64url").toString()) as Record<string, unknown>;
    const [first, ...others] = Object.keys(position);
    const key = others.length > 0 && member.length % 2 === 0 ? others[0] : first;
    if (key === undefined) return cursor;
    const changed = { ...position, [key]: JSON.parse(Buffer.from(member, "base64url").toString()) };
    return Buffer.from(JSON.stringify(changed)).toString("base64url");
  } catch {
    return cursor;
  }
}
