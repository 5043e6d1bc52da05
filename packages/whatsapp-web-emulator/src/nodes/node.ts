import type { BinaryNode } from "baileys";

/** A stanza or a part of one. Attributes that are undefined are left out. */
export function buildNode(
  tag: string,
  attrs: Readonly<Record<string, string | undefined>> = {},
  content?: BinaryNode["content"],
): BinaryNode {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(attrs)) {
    if (value !== undefined) given[name] = value;
  }
  return content === undefined ? { tag, attrs: given } : { tag, attrs: given, content };
}

export function childrenOf(node: BinaryNode | undefined, tag?: string): BinaryNode[] {
  if (node === undefined || !Array.isArray(node.content)) return [];
  return tag === undefined ? node.content : node.content.filter((child) => child.tag === tag);
}

export function childOf(node: BinaryNode | undefined, tag: string): BinaryNode | undefined {
  return childrenOf(node, tag)[0];
}

/** The content as bytes; text counts as UTF-8. */
export function bytesOf(node: BinaryNode | undefined): Buffer | undefined {
  const content = node?.content;
  if (content === undefined || Array.isArray(content)) return undefined;
  return typeof content === "string" ? Buffer.from(content) : Buffer.from(content);
}

export function textOf(node: BinaryNode | undefined): string | undefined {
  return bytesOf(node)?.toString("utf8");
}

/** @throws Error when the part is missing: the client sent what the protocol does not know */
export function getBytes(node: BinaryNode | undefined, tag: string): Buffer {
  const bytes = bytesOf(childOf(node, tag));
  if (bytes === undefined) throw new Error(`<${node?.tag ?? "nothing"}> came without <${tag}>`);
  return bytes;
}
