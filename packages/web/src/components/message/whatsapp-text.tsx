import { Anchor } from "@mantine/core";
import { useMemo } from "react";
import classes from "./message.module.css";
import { type Block, type Inline, isFewEmoji, readWhatsAppText } from "./whatsapp-text.rules.ts";

const TAGS = { bold: "strong", italic: "em", strike: "s" } as const;

/** A text with WhatsApp's markup as WhatsApp shows it: *bold*, _italic_, ~struck~, code, quotes, lists, links. Nothing in it is taken as HTML. */
export function WhatsAppText({ text }: { readonly text: string }) {
  const blocks = useMemo(() => readWhatsAppText(text), [text]);
  return (
    <span className={classes.text} data-large={isFewEmoji(text) || undefined}>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change their places
        <BlockView key={index} block={block} isLast={index === blocks.length - 1} />
      ))}
    </span>
  );
}

function BlockView({ block, isLast }: { readonly block: Block; readonly isLast: boolean }) {
  if (block.kind === "mono") return <code className={classes.mono}>{block.text}</code>;
  const inner = <Inlines inlines={block.children} />;
  if (block.kind === "quote") return <span className={classes.quoteLine}>{inner}</span>;
  if (block.kind === "item") {
    return (
      <span className={classes.item}>
        <span className={classes.marker}>{block.marker}</span>
        <span>{inner}</span>
      </span>
    );
  }
  return (
    <>
      {inner}
      {!isLast && "\n"}
    </>
  );
}

function Inlines({ inlines }: { readonly inlines: readonly Inline[] }) {
  return inlines.map((inline, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <InlineView key={index} inline={inline} />
  ));
}

function InlineView({ inline }: { readonly inline: Inline }) {
  if (inline.kind === "text") return inline.text;
  if (inline.kind === "link") {
    return (
      <Anchor href={inline.href} target="_blank" rel="noopener noreferrer" inherit c="inherit" underline="always">
        {inline.text}
      </Anchor>
    );
  }
  if ("text" in inline) return <code className={classes.code}>{inline.text}</code>;
  const Tag = TAGS[inline.kind];
  return (
    <Tag>
      <Inlines inlines={inline.children} />
    </Tag>
  );
}
