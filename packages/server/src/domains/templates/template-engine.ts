/** Liquid with everything taken out that could reach beyond a template and its variables, and with limits on the rest. */
import { Context, Liquid, type Template } from "liquidjs";

/** How many nodes one rendering may visit: the limit that answers the same on a busy and on an idle machine. */
const MAX_STEPS = 10_000;
/** The last resort. */
const MAX_RENDER_MS = 500;
/** Characters and list elements made in one rendering, together. */
const MAX_ALLOCATION = 500_000;

/** They read other files, or (block) make no sense without. */
const FILE_TAGS = ["include", "render", "layout", "block"];
/** Dates come from our clock and the contact's zone, not from the machine's; what is random can't be previewed; `raw` would pass by the
 *  allocation count. */
const REMOVED_FILTERS = [
  ...["date", "date_to_xmlschema", "date_to_rfc822", "date_to_string", "date_to_long_string"],
  ...["sample", "shuffle", "raw"],
];

export interface TemplateEngine {
  parse(source: string): Template[];
  /** @throws UndefinedVariableError of liquidjs, when `strict`, for a name without value and without fallback. */
  render(nodes: Template[], variables: object, strict: boolean): string;
  /** Names of what the template expects to be given, with their paths: `contact.name`. */
  listVariables(nodes: Template[]): string[];
}

export function createTemplateEngine(): TemplateEngine {
  const liquid = new Liquid({
    strictFilters: true,
    // `if` and `default` ask whether there is a value: that is no mistake.
    lenientIf: true,
    ownPropertyOnly: true,
    // An empty set of files: none can be read.
    templates: {},
    memoryLimit: MAX_ALLOCATION,
    outputEscape: chargeOutput,
  });
  // Names are looked up in them as they are: they must not have what every object has.
  Object.setPrototypeOf(liquid.tags, null);
  Object.setPrototypeOf(liquid.filters, null);
  for (const tag of FILE_TAGS) delete liquid.tags[tag];
  for (const filter of REMOVED_FILTERS) delete liquid.filters[filter];
  return {
    parse: (source) => liquid.parse(source),
    render(nodes, variables, strict) {
      const options = { sync: true, strictVariables: strict };
      // A copy without prototype: `increment` writes to it.
      const given = Object.assign(Object.create(null), variables) as object;
      const context = new Context(given, liquid.options, options, { renderLimit: createStepLimit(), liquid });
      return String(liquid.renderSync(nodes, context));
    },
    listVariables: (nodes) => liquid.globalFullVariablesSync(nodes),
  };
}

/** Counts what is printed as allocated: `capture` could otherwise double a text without end. */
function chargeOutput(this: { context: Context }, value: unknown): string {
  if (typeof value === "string") this.context.memoryLimit.use(value.length);
  // The engine turns whatever it is into text.
  return value as string;
}

/** Stands in for the engine's own time limit, which it asks before every node. */
function createStepLimit(): Context["renderLimit"] {
  const deadline = performance.now() + MAX_RENDER_MS;
  let steps = 0;
  const limit: Pick<Context["renderLimit"], "use" | "check"> = {
    use: () => undefined,
    check(nowMs) {
      steps += 1;
      if (steps > MAX_STEPS) throw new Error(`the template takes more than ${MAX_STEPS} steps`);
      if (nowMs > deadline) throw new Error(`the template takes longer than ${MAX_RENDER_MS} ms`);
    },
  };
  // Its class has private fields, so only the class itself would fit the type.
  return limit as Context["renderLimit"];
}
