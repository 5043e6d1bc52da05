/** What a message is made of, read from the content that the API gives: ours as we send it, a contact's as its platform told it. Pure and
 *  total: what is not understood is `other`, and shown as such. */

export type MediaKind = "image" | "video" | "audio" | "document" | "sticker";

export interface Card {
  readonly name: string;
  readonly organization?: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

export interface Choice {
  /** reply: a button that answers · list: opens a list · link: opens an address. */
  readonly kind: "reply" | "list" | "link";
  readonly label: string;
  readonly id?: string;
  readonly url?: string;
}

export interface ListSection {
  readonly title?: string;
  readonly rows: ReadonlyArray<{ readonly id: string; readonly title: string; readonly description?: string }>;
}

export type ContentView =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "media";
      readonly media: MediaKind;
      readonly caption?: string;
      readonly filename?: string;
      /** Where it is, when it is no file of ours. */
      readonly link?: string;
      readonly isVoice: boolean;
    }
  | {
      readonly kind: "location";
      readonly latitude: number;
      readonly longitude: number;
      readonly name?: string;
      readonly address?: string;
    }
  | { readonly kind: "contacts"; readonly cards: readonly Card[] }
  | {
      readonly kind: "interactive";
      readonly header?: string;
      readonly body: string;
      readonly footer?: string;
      readonly choices: readonly Choice[];
      readonly sections: readonly ListSection[];
    }
  /** What the contact tapped. */
  | { readonly kind: "choice"; readonly text: string }
  | { readonly kind: "template"; readonly name: string; readonly language: string; readonly values: readonly string[] }
  /** `type` in the platform's words. */
  | { readonly kind: "other"; readonly type: string; readonly text?: string };

type Data = Readonly<Record<string, unknown>>;

const MEDIA_KINDS: ReadonlySet<string> = new Set(["image", "video", "audio", "document", "sticker"]);

export function readMessageContent(type: string, content: Data): ContentView {
  if (MEDIA_KINDS.has(type)) return readMedia(type as MediaKind, content);
  const text = textOf(content, "text");
  switch (type) {
    case "text":
      return { kind: "text", text: text ?? "" };
    case "location":
      return readLocation(content);
    case "contacts":
      return readContacts(content);
    case "buttons":
    case "list":
    case "cta-url":
      return readInteractive(content);
    case "button":
      return { kind: "choice", text: text ?? "" };
    case "interactive":
      return text === undefined ? readRareInteractive(content) : { kind: "choice", text };
    case "template":
      return {
        kind: "template",
        name: textOf(content, "name") ?? "",
        language: textOf(content, "language") ?? "",
        values: listTemplateValues(content.components),
      };
    case "system":
      return { kind: "other", type, ...optional("text", textOf(recordOf(rawOf(content), "system"), "body")) };
    default:
      return { kind: "other", type, ...optional("text", text) };
  }
}

function readMedia(media: MediaKind, content: Data): ContentView {
  const body = recordOf(rawOf(content), media);
  return {
    kind: "media",
    media,
    isVoice: content.voice === true || body?.voice === true,
    ...optional("caption", textOf(content, "caption") ?? textOf(content, "text")),
    ...optional("filename", textOf(content, "filename") ?? textOf(body, "filename")),
    ...optional("link", textOf(content, "link")),
  };
}

function readLocation(content: Data): ContentView {
  const place = typeof content.latitude === "number" ? content : recordOf(rawOf(content), "location");
  const [latitude, longitude] = [place?.latitude, place?.longitude];
  if (typeof latitude !== "number" || typeof longitude !== "number") return { kind: "other", type: "location" };
  return {
    kind: "location",
    latitude,
    longitude,
    ...optional("name", textOf(place, "name")),
    ...optional("address", textOf(place, "address")),
  };
}

function readContacts(content: Data): ContentView {
  const ours = listOf(content.contacts);
  const cards = ours.length > 0 ? ours.map(readOurCard) : listOf(rawOf(content)?.contacts).map(readTheirCard);
  return cards.length === 0 ? { kind: "other", type: "contacts" } : { kind: "contacts", cards };
}

function readOurCard(card: Data): Card {
  return {
    name: textOf(card, "formattedName") ?? "",
    ...optional("organization", textOf(card, "organization")),
    phones: textsOf(card.phones, "phone"),
    emails: textsOf(card.emails, "email"),
  };
}

function readTheirCard(card: Data): Card {
  return {
    name: textOf(recordOf(card, "name"), "formatted_name") ?? "",
    ...optional("organization", textOf(recordOf(card, "org"), "company")),
    phones: textsOf(card.phones, "phone"),
    emails: textsOf(card.emails, "email"),
  };
}

function readInteractive(content: Data): ContentView {
  const buttons = listOf(content.buttons).map(
    (button): Choice => ({
      kind: "reply",
      label: textOf(button, "title") ?? "",
      ...optional("id", textOf(button, "id")),
    }),
  );
  const opener = textOf(content, "button");
  const url = textOf(content, "url");
  return {
    kind: "interactive",
    ...optional("header", textOf(recordOf(content, "header"), "text")),
    body: textOf(content, "body") ?? "",
    ...optional("footer", textOf(content, "footer")),
    choices: [
      ...buttons,
      ...(opener === undefined ? [] : [{ kind: "list" as const, label: opener }]),
      ...(url === undefined ? [] : [{ kind: "link" as const, label: textOf(content, "displayText") ?? url, url }]),
    ],
    sections: listOf(content.sections).map((section) => ({
      ...optional("title", textOf(section, "title")),
      rows: listOf(section.rows).map((row) => ({
        id: textOf(row, "id") ?? "",
        title: textOf(row, "title") ?? "",
        ...optional("description", textOf(row, "description")),
      })),
    })),
  };
}

/** Meta's own form, for those that have none of ours. */
function readRareInteractive(content: Data): ContentView {
  const interactive = recordOf(content, "interactive");
  const body = textOf(recordOf(interactive, "body"), "text");
  const footer = textOf(recordOf(interactive, "footer"), "text");
  const header = textOf(recordOf(interactive, "header"), "text");
  if (body === undefined) return { kind: "other", type: textOf(interactive, "type") ?? "interactive" };
  return {
    kind: "interactive",
    ...optional("header", header),
    body,
    ...optional("footer", footer),
    choices: [],
    sections: [],
  };
}

/** What was put in place of a template's placeholders. */
function listTemplateValues(components: unknown): string[] {
  const body = listOf(components).filter(({ type }) => String(type).toLowerCase() === "body");
  return body.flatMap(({ parameters }) => textsOf(parameters, "text"));
}

/** The text of a Meta template with the values of a message in the places of its placeholders; undefined: it has no text.
 *  @param components as the platform has them */
export function fillTemplateBody(components: unknown, values: readonly string[]): string | undefined {
  const body = listOf(components).find(({ type }) => String(type).toUpperCase() === "BODY");
  const text = textOf(body, "text");
  let next = 0;
  const places = new Map<string, string>();
  return text?.replace(/\{\{\s*([\w]+)\s*\}\}/g, (whole, name: string) => {
    if (!places.has(name)) {
      places.set(name, values[next] ?? whole);
      next += 1;
    }
    return places.get(name) ?? whole;
  });
}

function rawOf(content: Data): Data | undefined {
  return recordOf(content, "raw");
}

function recordOf(parent: Data | undefined, name: string): Data | undefined {
  const value = parent?.[name];
  return isData(value) ? value : undefined;
}

function listOf(value: unknown): Data[] {
  return Array.isArray(value) ? value.filter(isData) : [];
}

function textsOf(list: unknown, name: string): string[] {
  return listOf(list).flatMap((one) => textOf(one, name) ?? []);
}

function textOf(parent: Data | undefined, name: string): string | undefined {
  const value = parent?.[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function optional<Name extends string>(name: Name, value: string | undefined): { [Key in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: string };
}
