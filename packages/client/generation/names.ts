/** Names of what is generated, made from paths and operation ids. */

/** The group of methods an operation belongs to is the first word of its path: `/api/v1/follow-up-rules/{id}` → `followUpRules`. */
export function groupName(path: string): string {
  const segment = path.replace(/^\/api\/v\d+\//, "").split("/")[0] ?? "";
  return segment.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The operation's name without what its group says already: `markConversationRead` in `conversations` → `markRead`. */
export function methodName({ operationId, path }: { readonly operationId: string; readonly path: string }): string {
  const group = groupName(path);
  const plural = pascalCase(group);
  const noun = new RegExp(`(?:${plural}|${singularOf(plural)})(?=[A-Z]|$)`);
  const short = operationId.replace(noun, "");
  return /^[a-z]/.test(short) ? short : operationId;
}

/** `ApiKeys` → `ApiKey`, `QuickReplies` → `QuickReply`. */
export function singularOf(plural: string): string {
  if (plural.endsWith("ies")) return `${plural.slice(0, -3)}y`;
  return plural.endsWith("s") ? plural.slice(0, -1) : plural;
}

export function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
