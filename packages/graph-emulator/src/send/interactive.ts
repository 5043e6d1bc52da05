import { isObject, type JsonObject } from "../http/body.ts";
import { invalid, missing, objects, optionalText, requireArray, requireObject, requireText } from "./checks.ts";
import { checkCarousel, checkCatalogMessage, checkProduct, checkProductList } from "./interactive-commerce.ts";
import { isMediaKind, type MediaReference, readMedia } from "./media-reference.ts";

interface InteractiveRule {
  /** Which header types are allowed; none: a header is refused. */
  readonly headers: readonly string[];
  readonly needsBody: boolean;
  readonly mayHaveFooter: boolean;
  readonly checkAction: (action: JsonObject, interactive: JsonObject, media: MediaReference[]) => void;
}

const ANY_HEADER = ["text", "image", "video", "document"];
const NO_HEADER: readonly string[] = [];

/** Rules by `interactive.type` (cloud-api.md §2.4). */
const RULES: Readonly<Record<string, InteractiveRule>> = {
  button: { headers: ANY_HEADER, needsBody: true, mayHaveFooter: true, checkAction: checkReplyButtons },
  list: { headers: ["text"], needsBody: true, mayHaveFooter: true, checkAction: checkList },
  cta_url: { headers: ANY_HEADER, needsBody: true, mayHaveFooter: true, checkAction: checkCtaUrl },
  flow: { headers: ANY_HEADER, needsBody: true, mayHaveFooter: true, checkAction: checkFlow },
  location_request_message: {
    headers: NO_HEADER,
    needsBody: true,
    mayHaveFooter: false,
    checkAction: named("send_location"),
  },
  request_contact_info: { headers: NO_HEADER, needsBody: true, mayHaveFooter: false, checkAction: () => {} },
  call_permission_request: {
    headers: NO_HEADER,
    needsBody: false,
    mayHaveFooter: false,
    checkAction: named("call_permission_request"),
  },
  voice_call: {
    headers: NO_HEADER,
    needsBody: true,
    mayHaveFooter: true,
    checkAction: (action) => {
      named("voice_call")(action);
      const parameters = action.parameters;
      if (isObject(parameters)) optionalText(parameters, "display_text", "action['parameters']['display_text']", 20);
    },
  },
  address_message: {
    headers: ANY_HEADER,
    needsBody: true,
    mayHaveFooter: true,
    checkAction: (action) => {
      named("address_message")(action);
      const parameters = requireObject(action, "parameters", "action['parameters']");
      requireText(parameters, "country", "action['parameters']['country']", 2);
    },
  },
  catalog_message: { headers: NO_HEADER, needsBody: true, mayHaveFooter: true, checkAction: checkCatalogMessage },
  product: { headers: NO_HEADER, needsBody: false, mayHaveFooter: true, checkAction: checkProduct },
  product_list: { headers: ["text"], needsBody: true, mayHaveFooter: true, checkAction: checkProductList },
  carousel: { headers: NO_HEADER, needsBody: true, mayHaveFooter: false, checkAction: checkCarousel },
  order_details: { headers: ANY_HEADER, needsBody: true, mayHaveFooter: true, checkAction: named("review_and_pay") },
  order_status: { headers: NO_HEADER, needsBody: true, mayHaveFooter: true, checkAction: named("review_order") },
};

export function checkInteractive(interactive: JsonObject, media: MediaReference[]): void {
  const type = requireText(interactive, "type", "interactive['type']", 64);
  const rule = RULES[type];
  if (rule === undefined) invalid(`Param interactive['type'] must be one of {${Object.keys(RULES).join(", ")}}.`);

  if (interactive.header !== undefined) checkHeader(requireObject(interactive, "header"), type, rule.headers, media);
  else if (type === "product_list") missing("interactive['header']");
  if (rule.needsBody || interactive.body !== undefined) {
    const body = requireObject(interactive, "body", "interactive['body']");
    // Some pages allow 4096 in lists (§9.5); the emulator takes the wider one.
    requireText(body, "text", "interactive['body']['text']", type === "list" ? 4096 : 1024);
  }
  if (interactive.footer !== undefined) {
    if (!rule.mayHaveFooter) invalid(`Interactive type ${type} does not support a footer.`);
    requireText(requireObject(interactive, "footer"), "text", "interactive['footer']['text']", 60);
  }
  rule.checkAction(requireObject(interactive, "action", "interactive['action']"), interactive, media);
}

function checkHeader(header: JsonObject, type: string, allowed: readonly string[], media: MediaReference[]): void {
  const kind = requireText(header, "type", "interactive['header']['type']", 20);
  if (!allowed.includes(kind)) invalid(`Interactive type ${type} does not support a header of type ${kind}.`);
  if (kind === "text") requireText(header, "text", "interactive['header']['text']", 60);
  else if (isMediaKind(kind))
    media.push(readMedia(kind, requireObject(header, kind), `interactive['header']['${kind}']`));
}

function checkReplyButtons(action: JsonObject): void {
  const buttons = requireArray(action, "buttons", "action['buttons']");
  if (buttons.length < 1 || buttons.length > 3) {
    invalid("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3");
  }
  const ids = new Set<string>();
  const titles = new Set<string>();
  for (const button of objects(buttons, "action['buttons']")) {
    if (button.type !== "reply") invalid("Button type must be reply");
    const reply = requireObject(button, "reply", "button['reply']");
    ids.add(requireText(reply, "id", "button['reply']['id']", 256));
    const title = requireText(reply, "title", "button['reply']['title']", 4096);
    if ([...title].length > 20) invalid("Button title exceeds 20 characters");
    titles.add(title);
  }
  if (ids.size < buttons.length) invalid("Duplicated reply button id");
  if (titles.size < buttons.length) invalid("Duplicated button title");
}

function checkList(action: JsonObject): void {
  requireText(action, "button", "action['button']", 20);
  const sections = objects(requireArray(action, "sections", "action['sections']"), "action['sections']");
  if (sections.length < 1 || sections.length > 10) {
    invalid("Invalid sections count. Min allowed sections: 1, Max allowed sections: 10");
  }
  const ids = new Set<string>();
  let rowCount = 0;
  for (const section of sections) {
    if (sections.length > 1) requireText(section, "title", "section['title']", 24);
    else optionalText(section, "title", "section['title']", 24);
    for (const row of objects(requireArray(section, "rows", "section['rows']"), "section['rows']")) {
      rowCount += 1;
      ids.add(requireText(row, "id", "row['id']", 200));
      requireText(row, "title", "row['title']", 24);
      optionalText(row, "description", "row['description']", 72);
    }
  }
  if (rowCount < 1 || rowCount > 10) invalid("Invalid rows count. Min allowed rows: 1, Max allowed rows: 10");
  if (ids.size < rowCount) invalid("Duplicated list row id");
}

function checkCtaUrl(action: JsonObject): void {
  named("cta_url")(action);
  const parameters = requireObject(action, "parameters", "action['parameters']");
  requireText(parameters, "display_text", "action['parameters']['display_text']", 20);
  const url = requireText(parameters, "url", "action['parameters']['url']", 2000);
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    invalid("Param action['parameters']['url'] must be a valid http or https URL.");
  }
}

function checkFlow(action: JsonObject): void {
  named("flow")(action);
  const parameters = requireObject(action, "parameters", "action['parameters']");
  requireText(parameters, "flow_message_version", "action['parameters']['flow_message_version']", 8);
  if (parameters.flow_id === undefined && parameters.flow_name === undefined) {
    missing("action['parameters']['flow_id'] or action['parameters']['flow_name']");
  }
  requireText(parameters, "flow_cta", "action['parameters']['flow_cta']", 30);
  const { mode, flow_action: flowAction } = parameters;
  if (mode !== undefined && mode !== "published" && mode !== "draft") {
    invalid("Param action['parameters']['mode'] must be one of {published, draft}.");
  }
  if (flowAction !== undefined && flowAction !== "navigate" && flowAction !== "data_exchange") {
    invalid("Param action['parameters']['flow_action'] must be one of {navigate, data_exchange}.");
  }
}

function named(name: string): (action: JsonObject) => void {
  return (action) => {
    if (action.name !== name) invalid(`Param action['name'] must be ${name}.`);
  };
}
