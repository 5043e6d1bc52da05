import { UnstyledButton } from "@mantine/core";
import { IconArrowBackUp, IconExternalLink, IconList } from "@tabler/icons-react";
import classes from "./message.module.css";
import type { Choice, ContentView, ListSection } from "./message-content.rules.ts";
import { WhatsAppText } from "./whatsapp-text.tsx";

const ICONS = { reply: IconArrowBackUp, list: IconList, link: IconExternalLink } as const;

interface InteractiveViewProps {
  readonly view: Extract<ContentView, { kind: "interactive" }>;
  readonly onChoose: ((optionId: string) => void) | undefined;
}

/** A message with buttons, a list or a link. Its rows are listed below the button that opens them in WhatsApp. */
export function InteractiveView({ view, onChoose }: InteractiveViewProps) {
  return (
    <span className={classes.interactive}>
      {view.header !== undefined && <span className={classes.strong}>{view.header}</span>}
      <WhatsAppText text={view.body} />
      {view.footer !== undefined && <span className={classes.faint}>{view.footer}</span>}
      {view.choices.map((choice) => (
        <ChoiceView key={choice.id ?? choice.label} choice={choice} onChoose={onChoose} />
      ))}
      {view.sections.map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change their places
        <SectionView key={index} section={section} onChoose={onChoose} />
      ))}
    </span>
  );
}

function ChoiceView({ choice, onChoose }: { readonly choice: Choice } & Pick<InteractiveViewProps, "onChoose">) {
  const { kind, id, label, url } = choice;
  const Icon = ICONS[kind];
  const inner = (
    <>
      <Icon size={16} aria-hidden /> {label}
    </>
  );
  if (url !== undefined) {
    return (
      <a className={classes.choice} href={url} target="_blank" rel="noopener noreferrer">
        {inner}
      </a>
    );
  }
  if (id === undefined || !onChoose) return <span className={classes.choice}>{inner}</span>;
  return (
    <UnstyledButton className={classes.choice} onClick={() => onChoose(id)}>
      {inner}
    </UnstyledButton>
  );
}

function SectionView({
  section,
  onChoose,
}: { readonly section: ListSection } & Pick<InteractiveViewProps, "onChoose">) {
  return (
    <span className={classes.listSection}>
      {section.title !== undefined && <span className={classes.faint}>{section.title}</span>}
      {section.rows.map(({ id, title, description }) => {
        const inner = (
          <>
            <span className={classes.strong}>{title}</span>
            {description !== undefined && <span className={classes.faint}>{description}</span>}
          </>
        );
        return onChoose ? (
          <UnstyledButton key={id} className={classes.listRow} onClick={() => onChoose(id)}>
            {inner}
          </UnstyledButton>
        ) : (
          <span key={id} className={classes.listRow}>
            {inner}
          </span>
        );
      })}
    </span>
  );
}
