import type { JsonObject } from "../http/body.ts";
import { invalidParameter } from "../http/graph-errors.ts";
import {
  invalid,
  missing,
  objects,
  optionalBoolean,
  optionalText,
  requireArray,
  requireObject,
  requireText,
} from "./checks.ts";
import { checkInteractive } from "./interactive.ts";
import { type MediaReference, readMedia } from "./media-reference.ts";

/** Checks the payload of one message type (cloud-api.md §2.3) and tells which media it uses. */
type ContentCheck = (payload: JsonObject, media: MediaReference[]) => void;

/** How many contacts a card message may hold. The OpenAPI file says 5, other pages 257 (§9.5): the wider one. */
const MAX_CONTACTS = 257;

/** Types that exist in the real API but that this emulator does not play (§8: no groups, calls, payments). */
const KNOWN_TYPES =
  "{AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE, LOCATION, REACTION, STICKER, TEMPLATE, TEXT, VIDEO}";

const CHECKS: Readonly<Record<string, ContentCheck>> = {
  text(text) {
    requireText(text, "body", "text['body']", 4096);
    optionalBoolean(text, "preview_url", "text['preview_url']");
  },
  image: mediaCheck("image", true),
  video: mediaCheck("video", true),
  audio: mediaCheck("audio", false),
  document: mediaCheck("document", true),
  sticker: mediaCheck("sticker", false),
  location(location) {
    checkCoordinate(location, "latitude", 90);
    checkCoordinate(location, "longitude", 180);
    optionalText(location, "name", "location['name']", 1000);
    optionalText(location, "address", "location['address']", 1000);
  },
  reaction(reaction) {
    requireText(reaction, "message_id", "reaction['message_id']", 512);
    if (typeof reaction.emoji !== "string") missing("reaction['emoji']");
  },
  interactive: checkInteractive,
};

/**
 * Checks the content of a message of any type but `template`.
 * @returns the media it refers to
 * @throws GraphRefusal 100, 131008 or 131009
 */
export function checkContent(type: string, body: JsonObject): MediaReference[] {
  const media: MediaReference[] = [];
  if (type === "contacts") {
    checkContacts(requireArray(body, "contacts"));
    return media;
  }
  const check = CHECKS[type];
  if (check === undefined) throw invalidParameter(`Param type must be one of ${KNOWN_TYPES} - got "${type}".`);
  check(requireObject(body, type), media);
  return media;
}

function mediaCheck(kind: MediaReference["kind"], mayHaveCaption: boolean): ContentCheck {
  return (holder, media) => {
    media.push(readMedia(kind, holder, kind));
    if (mayHaveCaption) optionalText(holder, "caption", `${kind}['caption']`, 1024);
    else if (holder.caption !== undefined) throw invalidParameter(`Unexpected key "caption" on param "${kind}".`);
    if (kind === "document") optionalText(holder, "filename", "document['filename']", 240);
    if (kind === "audio") optionalBoolean(holder, "voice", "audio['voice']");
  };
}

function checkCoordinate(location: JsonObject, key: "latitude" | "longitude", bound: number): void {
  const value = location[key];
  if (value === undefined || value === "") missing(`location['${key}']`);
  const number = typeof value === "string" ? Number(value) : value;
  if (typeof number !== "number" || !(Math.abs(number) <= bound)) {
    invalid(`Param location['${key}'] must be a number between -${bound} and ${bound}.`);
  }
}

const NAME_PARTS = ["first_name", "last_name", "middle_name", "prefix", "suffix"];

function checkContacts(contacts: readonly unknown[]): void {
  if (contacts.length === 0) missing("contacts");
  if (contacts.length > MAX_CONTACTS) invalid(`Param contacts must have at most ${MAX_CONTACTS} elements.`);
  objects(contacts, "contacts").forEach((contact, index) => {
    const path = `contacts[${index}]`;
    const name = requireObject(contact, "name", `${path}['name']`);
    requireText(name, "formatted_name", `${path}['name']['formatted_name']`, 1024);
    if (!NAME_PARTS.some((part) => typeof name[part] === "string" && name[part] !== "")) {
      invalid(`${path}['name'] must have at least one of ${NAME_PARTS.join(", ")} besides formatted_name.`);
    }
    for (const list of ["phones", "emails", "urls", "addresses"]) {
      if (contact[list] !== undefined) objects(requireArray(contact, list, `${path}['${list}']`), `${path}['${list}']`);
    }
    const birthday = optionalText(contact, "birthday", `${path}['birthday']`, 10);
    if (birthday !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(birthday)) {
      invalid(`Param ${path}['birthday'] must be formatted as YYYY-MM-DD.`);
    }
  });
}
