import type { Conversation, Tag } from "@chasqui/client";
import { useQuery } from "@tanstack/react-query";
import classes from "./conversation-row.module.css";
import { tagsQuery } from "./queries.ts";
import { TagBadge } from "./tag-badge.tsx";

const MOST_SHOWN = 2;

/** The tags of a conversation and of its contact, as far as a row has room. */
export function TagDots({ conversation: { tagIds, contact } }: { readonly conversation: Conversation }) {
  const { data } = useQuery(tagsQuery);
  const wanted = new Set([...tagIds, ...(contact?.tagIds ?? [])]);
  if (wanted.size === 0 || !data) return <span className={classes.tags} />;
  const tags: Tag[] = data.items.filter(({ id }) => wanted.has(id));
  return (
    <span className={classes.tags}>
      {tags.slice(0, MOST_SHOWN).map((tag) => (
        <TagBadge key={tag.id} tag={tag} />
      ))}
      {tags.length > MOST_SHOWN && <span className={classes.mark}>+{tags.length - MOST_SHOWN}</span>}
    </span>
  );
}
