import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { ChasquiError } from "../../platform/errors.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { Ids } from "../../platform/ids.ts";
import { canonicalLanguage, chooseVariant } from "./languages.rules.ts";
import { type FindContactFacts, previewText, type TextPreview } from "./preview.ts";
import type { TemplateRenderer } from "./template-renderer.ts";
import * as errors from "./templates.errors.ts";
import type { Template, TemplateDraft, TemplateFilter, TemplateVariant } from "./templates.store.ts";
import * as store from "./templates.store.ts";
import type { ContactFacts } from "./variables.rules.ts";

/** Finds what uses a template, among the things of the domain that registered it. */
export type FindTemplateUses = (tx: Db | Tx, templateId: string) => Promise<errors.TemplateUse[]>;

export interface TemplatesService {
  list(filter: TemplateFilter, page: Page): Promise<Template[]>;
  /** @throws TemplateUnknown */
  get(id: string): Promise<Template>;
  /** @throws VariantsInvalid, LanguageMissing, LanguageRepeated, TemplateNameTaken, TooManyTemplates */
  create(draft: TemplateDraft): Promise<Template>;
  /** Changes what is given; with `version` only if it is still that one. @throws TemplateUnknown, TemplateChanged and as `create` */
  update(id: string, change: TemplateChange): Promise<Template>;
  /** A copy under another name. @throws TemplateUnknown, TooManyTemplates */
  duplicate(id: string): Promise<Template>;
  /** @throws TemplateUnknown, TemplateInUse */
  delete(id: string): Promise<void>;
  /** @throws TemplateUnknown */
  uses(id: string): Promise<errors.TemplateUse[]>;
  /** @throws TemplateUnknown, contact-unknown */
  preview(wanted: PreviewRequest): Promise<TextPreview & { readonly language: string | null }>;
  /** @throws contact-unknown */
  findContact(contactId: string | undefined): Promise<ContactFacts | undefined>;
  /** Of these, those there are, for whoever sends them. */
  find(tx: Db | Tx, ids: readonly string[]): Promise<Template[]>;
  /** To be called in the transaction that begins to use a template: it can't be deleted until that ends. @throws TemplateUnknown */
  keep(tx: Tx, id: string): Promise<void>;
  addUseFinder(find: FindTemplateUses): void;
}

interface Page {
  readonly limit: number;
  readonly after?: { readonly name: string; readonly id: string } | undefined;
}

export type TemplateChange = { readonly [K in keyof TemplateDraft]?: TemplateDraft[K] | undefined } & {
  readonly version?: number | undefined;
};

export interface PreviewRequest {
  /** A text that need not be stored; else one of the template's. */
  readonly body?: string | undefined;
  readonly templateId?: string | undefined;
  /** Default: the contact's. */
  readonly language?: string | undefined;
  readonly contactId?: string | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
}

export interface TemplatesDeps {
  db: Db;
  clock: Clock;
  ids: Ids;
  renderer: TemplateRenderer;
  findContacts: FindContactFacts;
  settings: () => { readonly organisationName: string };
}

const MAX_TEMPLATES = 2_000;
const MAX_NAME = 120;

class ContactUnknown extends ChasquiError {
  constructor() {
    super("not-found", "contact-unknown", "There is no contact with this id.");
  }
}

export function createTemplatesService(deps: TemplatesDeps): TemplatesService {
  const { db, clock, ids, renderer } = deps;
  const useFinders: FindTemplateUses[] = [];

  async function get(id: string): Promise<Template> {
    const template = await store.findTemplate(db, id);
    if (!template) throw new errors.TemplateUnknown();
    return template;
  }

  function check<D extends TemplateDraft>(draft: D): D {
    const variants = draft.variants.map(({ language, body }) => ({ language: canonicalLanguage(language), body }));
    const defaultLanguage = canonicalLanguage(draft.defaultLanguage);
    const repeated = variants.find(({ language }, index) => variants.findIndex((v) => v.language === language) < index);
    if (repeated) throw new errors.LanguageRepeated(repeated.language);
    if (!variants.some(({ language }) => language === defaultLanguage))
      throw new errors.LanguageMissing(defaultLanguage);
    const problems = variants.flatMap((variant) => findProblem(variant));
    if (problems.length > 0) throw new errors.VariantsInvalid(problems);
    return { ...draft, variants, defaultLanguage };
  }

  function findProblem({ language, body }: TemplateVariant): errors.VariantProblem[] {
    try {
      renderer.parse(body);
      return [];
    } catch (error) {
      if (!(error instanceof errors.TemplateInvalid)) throw error;
      return [{ language, message: error.message, ...(error.detail as unknown as errors.TemplatePosition) }];
    }
  }

  async function insert(tx: Tx, draft: TemplateDraft): Promise<string | undefined> {
    if ((await store.countTemplates(tx)) >= MAX_TEMPLATES) throw new errors.TooManyTemplates(MAX_TEMPLATES);
    const id = ids.newId();
    if (!(await store.insertTemplate(tx, { ...draft, id }, clock.now()))) return undefined;
    await tellChanged(tx, id);
    return id;
  }

  const tellChanged = (tx: Tx, id: string) => insertEvent(tx, "templates.changed", { ids: [id] }, clock.now());

  async function findUses(tx: Db | Tx, id: string): Promise<errors.TemplateUse[]> {
    const found: errors.TemplateUse[] = [];
    for (const find of useFinders) found.push(...(await find(tx, id)));
    return found;
  }

  async function findContact(contactId: string | undefined): Promise<ContactFacts | undefined> {
    if (contactId === undefined) return undefined;
    const [contact] = await deps.findContacts(db, [contactId]);
    if (!contact) throw new ContactUnknown();
    return contact;
  }

  return {
    list: (filter, page) =>
      store.listTemplates(
        db,
        { ...filter, ...(filter.language !== undefined && { language: canonicalLanguage(filter.language) }) },
        page,
      ),
    get,
    async create(given) {
      const draft = check(given);
      const id = await runInTransaction(db, (tx) => insert(tx, draft));
      if (id === undefined) throw new errors.TemplateNameTaken(draft.name);
      return get(id);
    },
    async update(id, { version, ...change }) {
      await runInTransaction(db, async (tx) => {
        const template = await store.lockTemplate(tx, id);
        if (!template) throw new errors.TemplateUnknown();
        if (version !== undefined && version !== template.version) throw new errors.TemplateChanged(template.version);
        const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
        const next: Template = check({ ...template, ...given });
        if (await store.isNameTaken(tx, next.name, id)) throw new errors.TemplateNameTaken(next.name);
        await store.updateTemplate(tx, next, clock.now());
        await tellChanged(tx, id);
      });
      return get(id);
    },
    async duplicate(id) {
      const original = await get(id);
      for (let number = 2; ; number++) {
        const ending = ` (${number})`;
        const name = `${original.name.slice(0, MAX_NAME - ending.length)}${ending}`;
        const copy = await runInTransaction(db, (tx) => insert(tx, { ...original, name }));
        if (copy !== undefined) return get(copy);
      }
    },
    async delete(id) {
      await runInTransaction(db, async (tx) => {
        if (!(await store.lockTemplate(tx, id))) throw new errors.TemplateUnknown();
        const uses = await findUses(tx, id);
        if (uses.length > 0) throw new errors.TemplateInUse(uses);
        await store.deleteTemplate(tx, id);
        await tellChanged(tx, id);
      });
    },
    async uses(id) {
      await get(id);
      return findUses(db, id);
    },
    findContact,
    async preview({ body, templateId, language, contactId, values }) {
      const contact = await findContact(contactId);
      const template = templateId === undefined ? undefined : await get(templateId);
      const variant =
        template && chooseVariant(template.variants, language ?? contact?.language, template.defaultLanguage);
      const source = body ?? variant?.body ?? "";
      // Samples of its own are for when nobody in particular is looked at.
      const made = { ...(contact ? {} : template?.sampleValues), ...values };
      const preview = previewText(renderer, deps.settings().organisationName, { source, contact, values: made });
      return { ...preview, language: variant?.language ?? null };
    },
    find: store.findTemplates,
    async keep(tx, id) {
      if ((await store.keepTemplates(tx, [id])).length === 0) throw new errors.TemplateUnknown();
    },
    addUseFinder: (find) => void useFinders.push(find),
  };
}
