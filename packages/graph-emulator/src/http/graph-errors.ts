import { ERROR_TITLES } from "./error-titles.ts";

/** What Meta answers instead of doing what was asked. Thrown by handlers, turned into an error envelope by the server. */
export class GraphRefusal extends Error {
  readonly code: number;
  readonly status: number;
  readonly type: string;
  readonly subcode: number | undefined;
  readonly details: string | undefined;
  readonly userTitle: string | undefined;
  readonly userMessage: string | undefined;
  readonly isTransient: boolean | undefined;

  constructor(message: string, facts: RefusalFacts) {
    super(message);
    this.name = "GraphRefusal";
    this.code = facts.code;
    this.status = facts.status;
    this.type = facts.type ?? "OAuthException";
    this.subcode = facts.subcode;
    this.details = facts.details;
    this.userTitle = facts.userTitle;
    this.userMessage = facts.userMessage;
    this.isTransient = facts.isTransient;
  }
}

interface RefusalFacts {
  readonly code: number;
  readonly status: number;
  readonly type?: string | undefined;
  readonly subcode?: number | undefined;
  readonly details?: string | undefined;
  readonly userTitle?: string | undefined;
  readonly userMessage?: string | undefined;
  readonly isTransient?: boolean | undefined;
}

/** The title of a code, as it stands in `(#code) title` and in the `errors[]` of a failed status. */
export function errorTitle(code: number): string {
  return ERROR_TITLES.get(code)?.title ?? "Something went wrong";
}

/** Builds the refusal of a code with its usual title, HTTP status and `error_data.details` (cloud-api.md §0.2, §6). */
export function refuse(
  code: number,
  details?: string,
  extra: Partial<Omit<RefusalFacts, "code" | "details">> = {},
): GraphRefusal {
  const known = ERROR_TITLES.get(code);
  return new GraphRefusal(`(#${code}) ${known?.title ?? "Something went wrong"}`, {
    code,
    details,
    status: known?.http ?? 400,
    subcode: known?.subcode,
    isTransient: known?.isTransient,
    ...extra,
  });
}

/** Code 100 with the sentence in the message itself: `(#100) The parameter to is required.` */
export function invalidParameter(sentence: string, subcode?: number): GraphRefusal {
  return new GraphRefusal(`(#100) ${sentence}`, { code: 100, status: 400, subcode });
}

/** Code 100, subcode 33: Graph's answer for an id it does not know or will not show (§6, observed examples). */
export function unknownObject(method: string, id: string): GraphRefusal {
  const verb = method === "HEAD" ? "get" : method.toLowerCase();
  return new GraphRefusal(
    `Unsupported ${verb} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
    { code: 100, subcode: 33, status: 400, type: "GraphMethodException" },
  );
}

/** Code 190: the token is unusable. `subcode` 463 means expired, 467 invalidated. */
export function badToken(message: string, subcode?: number): GraphRefusal {
  return new GraphRefusal(message, { code: 190, status: 401, subcode });
}

/** The error envelope of §0.2. WhatsApp codes carry `error_data` with the product's name; plain Graph errors do not. */
export function errorEnvelope(refusal: GraphRefusal, traceId: string): string {
  return JSON.stringify({
    error: {
      message: refusal.message,
      type: refusal.type,
      code: refusal.code,
      error_data:
        refusal.details === undefined ? undefined : { messaging_product: "whatsapp", details: refusal.details },
      error_subcode: refusal.subcode,
      is_transient: refusal.isTransient,
      error_user_title: refusal.userTitle,
      error_user_msg: refusal.userMessage,
      fbtrace_id: traceId,
    },
  });
}
