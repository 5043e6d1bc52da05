/** What a template's status means for messages that use it, and what of it people should know. Pure. Statuses are Meta's; one that is not
 *  listed is a new one, and then the platform decides. */
import type { Particulars } from "../platform/errors.ts";
import type { Notice } from "./management.ts";

export interface TemplateReason {
  readonly code: string;
  readonly title: string;
  readonly mend: string;
  readonly particulars?: Particulars;
}

/** `wait`: not now, perhaps later; `never`: not until somebody does something. */
export type TemplateVerdict =
  | { readonly kind: "ok" }
  | { readonly kind: "wait"; readonly reason: TemplateReason }
  | { readonly kind: "never"; readonly reason: TemplateReason };

export interface TemplateKey {
  readonly name: string;
  readonly language: string;
}

const WAITING: Readonly<Record<string, Omit<TemplateReason, "mend">>> = {
  PAUSED: { code: "template-paused", title: "Meta has paused the template because of poor feedback." },
  PENDING: { code: "template-not-approved", title: "Meta has not approved the template yet." },
  IN_APPEAL: {
    code: "template-not-approved",
    title: "Meta is looking at the template again.",
    particulars: { variant: "template-in-appeal" },
  },
  LIMIT_EXCEEDED: {
    code: "template-not-approved",
    title: "The account has more templates than it may.",
    particulars: { variant: "template-limit-exceeded" },
  },
  LOCKED: { code: "template-locked", title: "Meta has locked the template for now." },
};
const ENDED: Readonly<Record<string, Omit<TemplateReason, "mend">>> = {
  REJECTED: { code: "template-rejected", title: "Meta has rejected the template." },
  DISABLED: { code: "template-disabled", title: "Meta has disabled the template for good." },
  PENDING_DELETION: { code: "template-deleted", title: "The template is being deleted." },
  DELETED: { code: "template-deleted", title: "The template was deleted." },
  ARCHIVED: { code: "template-archived", title: "The template is archived." },
};

/** `status` undefined: there is no such template. */
export function judgeTemplate({ name, language }: TemplateKey, status: string | undefined): TemplateVerdict {
  if (status === undefined) {
    const title = `There is no template “${name}” in the language ${language}.`;
    const mend = "Check the name and the language, or synchronise the channel's templates if it is new.";
    const particulars = { variant: "template-not-there", template: name, language };
    return { kind: "never", reason: { code: "template-unknown", title, mend, particulars } };
  }
  const waiting = Object.hasOwn(WAITING, status) ? WAITING[status] : undefined;
  if (waiting)
    return { kind: "wait", reason: { ...waiting, mend: "Wait until Meta allows it, or use another template." } };
  const ended = Object.hasOwn(ENDED, status) ? ENDED[status] : undefined;
  if (ended) return { kind: "never", reason: { ...ended, mend: "Use another template, or mend this one." } };
  return { kind: "ok" };
}

export interface TemplateState extends TemplateKey {
  readonly providerId: string;
  readonly status: string;
  readonly quality: string | null;
}

const STATUS_NOTICES: Readonly<
  Record<string, { kind: string; severity: "warning" | "critical"; what: string; mend: string }>
> = {
  PAUSED: {
    kind: "template-paused",
    severity: "warning",
    what: "has paused the template",
    mend: "People block or report it: improve its text, or send it to fewer. Meta lifts the pause by itself, twice.",
  },
  DISABLED: {
    kind: "template-disabled",
    severity: "critical",
    what: "has disabled the template for good",
    mend: "Use another template, or ask for a review in WhatsApp Manager.",
  },
  REJECTED: {
    kind: "template-rejected",
    severity: "warning",
    what: "has rejected the template",
    mend: "Correct it and send it in again.",
  },
  FLAGGED: {
    kind: "template-flagged",
    severity: "warning",
    what: "will pause the template if its quality does not rise",
    mend: "Improve its text, or send it to fewer people.",
  },
};
const QUALITY_KIND = "template-quality-dropped";
const TEMPLATE_NOTICE_KINDS = [...Object.values(STATUS_NOTICES).map(({ kind }) => kind), QUALITY_KIND];

/** What a change of a template's state means. Nothing, when it was not known before and is well. */
export function noticesOfTemplate(before: TemplateState | undefined, after: TemplateState, detail?: string): Notice[] {
  const about = `template:${after.providerId}`;
  const label = `“${after.name}” (${after.language})`;
  const particulars = { template: after.name, language: after.language };
  const notices: Notice[] = [];
  if (before?.status !== after.status) {
    const current = Object.hasOwn(STATUS_NOTICES, after.status) ? STATUS_NOTICES[after.status] : undefined;
    for (const { kind } of Object.values(STATUS_NOTICES)) {
      if (before && kind !== current?.kind) notices.push({ state: "over", kind, about });
    }
    // Whatever was so before we first looked is no news.
    if (current && before) {
      const { kind, severity, what, mend } = current;
      notices.push({
        state: "raised",
        kind,
        about,
        severity,
        title: `Meta ${what} ${label}`,
        detail,
        mend,
        particulars,
      });
    }
  }
  if (before && before.quality !== after.quality) {
    const title = `The quality of the template ${label} is low`;
    const mend = "People block or report it: improve its text before Meta pauses it.";
    if (after.quality === "RED") {
      notices.push({ state: "raised", kind: QUALITY_KIND, about, severity: "warning", title, mend, particulars });
    } else notices.push({ state: "over", kind: QUALITY_KIND, about });
  }
  return notices;
}

/** All that could be known of a template that is gone. */
export function noticesOfGone(providerId: string): Notice[] {
  return TEMPLATE_NOTICE_KINDS.map((kind) => ({ state: "over", kind, about: `template:${providerId}` }));
}

/** When the platform last told of a template: by a report (its clock), and when it was last asked (our clock). Null: never. */
export interface ReportTimes {
  readonly reportedAt: Date | null;
  readonly readAt: Date | null;
}

/** Our clock and the platform's may differ by so much without anybody noticing. */
const CLOCK_TOLERANCE_MS = 60_000;

/** What to make of a report made at `occurredAt` by the platform's clock. Reports are repeated for days and keep no order. One that seems
 *  older than our last look at the platform may be old, or the clocks differ: then the platform is asked again. */
export function judgeReport(occurredAt: Date, known: ReportTimes | undefined): "apply" | "ignore" | "ask" {
  if (known?.reportedAt && known.reportedAt > occurredAt) return "ignore";
  if (known?.readAt && occurredAt.getTime() + CLOCK_TOLERANCE_MS < known.readAt.getTime()) return "ask";
  return "apply";
}
