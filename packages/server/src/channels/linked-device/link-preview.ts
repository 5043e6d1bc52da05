/** What is shown under a text with a link in it: title, a sentence, a small picture, from what the page says of itself (Open Graph).
 *  A page that can't be read leaves the text without a preview; the message goes all the same. */
import { Parser } from "htmlparser2";
import { loadImageLibrary, OPEN_OPTIONS } from "../../platform/image-library.ts";
import type { OutgoingHttp } from "../../platform/outgoing/index.ts";

export interface LinkPreview {
  readonly "canonical-url": string;
  readonly "matched-text": string;
  readonly title: string;
  readonly description?: string;
  readonly jpegThumbnail?: Buffer;
}

export interface LinkPreviewer {
  /** Of the first link in a text. */
  find(text: string): Promise<LinkPreview | undefined>;
}

const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/i;
const PAGE_LIMIT_MS = 3_000;
const PAGE_LIMIT_BYTES = 1024 * 1024;
const PICTURE_LIMIT_BYTES = 5 * 1024 * 1024;
const PICTURE_WIDTH = 192;
const REMEMBERED = 200;

export function createLinkPreviewer(http: Pick<OutgoingHttp, "call">): LinkPreviewer {
  const remembered = new Map<string, Promise<LinkPreview | undefined>>();
  return {
    async find(text) {
      const url = LINK.exec(text)?.[0];
      if (url === undefined) return undefined;
      const known = remembered.get(url);
      if (known !== undefined) return known;
      if (remembered.size >= REMEMBERED) remembered.clear();
      const reading = read(http, url).catch(() => undefined);
      remembered.set(url, reading);
      return reading;
    },
  };
}

async function read(http: Pick<OutgoingHttp, "call">, url: string): Promise<LinkPreview | undefined> {
  const page = await http.call({
    url,
    method: "GET",
    headers: { accept: "text/html" },
    timeoutMs: PAGE_LIMIT_MS,
    maxBytes: PAGE_LIMIT_BYTES,
  });
  if (page.status !== 200 || !/^text\/html/i.test(String(page.headers["content-type"] ?? ""))) return undefined;
  const facts = readPage(page.body);
  if (facts.title === undefined) return undefined;
  const picture = facts.image === undefined ? undefined : await readPicture(http, new URL(facts.image, url).href);
  return {
    "canonical-url": url,
    "matched-text": url,
    title: facts.title.slice(0, 300),
    ...(facts.description === undefined ? {} : { description: facts.description.slice(0, 1000) }),
    ...(picture === undefined ? {} : { jpegThumbnail: picture }),
  };
}

async function readPicture(http: Pick<OutgoingHttp, "call">, url: string): Promise<Buffer | undefined> {
  try {
    const answer = await http.call({
      url,
      method: "GET",
      headers: { accept: "image/*" },
      timeoutMs: PAGE_LIMIT_MS,
      maxBytes: PICTURE_LIMIT_BYTES,
    });
    if (answer.status !== 200) return undefined;
    const sharp = await loadImageLibrary();
    return await sharp(answer.bytes, OPEN_OPTIONS)
      .resize({ width: PICTURE_WIDTH, withoutEnlargement: true })
      .jpeg({ quality: 70 })
      .toBuffer();
  } catch {
    return undefined;
  }
}

interface PageFacts {
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly image: string | undefined;
}

function readPage(html: string): PageFacts {
  const meta = new Map<string, string>();
  let title = "";
  let isInTitle = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === "title" && title === "") isInTitle = true;
      const key = attributes.property ?? attributes.name;
      if (name === "meta" && key && attributes.content) meta.set(key.toLowerCase(), attributes.content.trim());
    },
    ontext(text) {
      if (isInTitle) title += text;
    },
    onclosetag(name) {
      if (name === "title") isInTitle = false;
    },
  });
  parser.end(html);
  return {
    title: meta.get("og:title") || title.trim() || undefined,
    description: meta.get("og:description") || meta.get("description") || undefined,
    image: meta.get("og:image") || undefined,
  };
}
