import { z } from "zod";
import { dateTimeSchema, getPrincipal, type HttpApp } from "../../platform/http/index.ts";
import { definitionOf, SETTING_NAMES, SETTING_SECTIONS, SETTINGS, type SettingName } from "./settings.registry.ts";
import type { SettingState, Settings } from "./settings.service.ts";

const tags = ["settings"];

type Schemas = { [N in SettingName]: (typeof SETTINGS)[N]["schema"] };
type Optional<T> = { [N in keyof T]: z.ZodOptional<z.ZodNullable<T[N] & z.ZodType>> };

function describeAll<T>(toSchema: (name: SettingName) => z.ZodType): T {
  return Object.fromEntries(SETTING_NAMES.map((name) => [name, toSchema(name)])) as T;
}

const valuesSchema = z
  .object(describeAll<Schemas>((name) => SETTINGS[name].schema.describe(SETTINGS[name].description)))
  .meta({ id: "SettingValues", description: "Each setting with the value in force" });

const changeSchema = z
  .strictObject(
    describeAll<Optional<Schemas>>((name) =>
      SETTINGS[name].schema.nullable().optional().describe(`${SETTINGS[name].description} null: its default again.`),
    ),
  )
  .refine((change) => Object.keys(change).length > 0, "name at least one setting")
  .meta({ id: "SettingsChange" });

const settingSchema = z
  .object({
    name: z.enum(SETTING_NAMES as [SettingName, ...SettingName[]]),
    section: z.enum(SETTING_SECTIONS),
    description: z.string().describe("What it does, in English"),
    value: z.unknown().describe("In force now"),
    default: z.unknown(),
    schema: z.record(z.string(), z.unknown()).describe("What a value may be, as JSON Schema"),
    scope: z.string().describe("What one must be allowed to do to change it"),
    fixedBy: z.string().nullable().describe("The environment variable that decides; then it can't be changed here"),
    changedAt: dateTimeSchema.nullable().describe("null: it has its default, or is fixed"),
  })
  .meta({ id: "Setting" });

const answerSchema = z
  .object({ values: valuesSchema, items: z.array(settingSchema).describe("In the order of the page, by section") })
  .meta({ id: "SettingsAnswer" });

/** Made once: it never changes while the server runs. */
const jsonSchemas = new Map(
  SETTING_NAMES.map((name) => {
    const { $schema: _, ...schema } = z.toJSONSchema(SETTINGS[name].schema, { io: "input" });
    return [name, schema as Record<string, unknown>];
  }),
);

export function registerSettingRoutes(app: HttpApp, settings: Settings): void {
  const answer = (states: readonly SettingState[]) => ({
    values: settings.values() as z.output<typeof valuesSchema>,
    items: states.map((state) => {
      const { section, description, scope, default: byDefault } = definitionOf(state.name);
      const schema = jsonSchemas.get(state.name) ?? {};
      return { ...state, section, description, scope, default: byDefault, schema };
    }),
  });

  app.get(
    "/api/v1/settings",
    {
      config: { access: { scope: "settings:read" } },
      schema: {
        operationId: "getSettings",
        tags,
        summary: "Every setting: its value, its default, what it does, and what fixes it",
        response: { 200: answerSchema },
      },
    },
    async () => answer(settings.list()),
  );

  app.patch(
    "/api/v1/settings",
    {
      config: { access: { scope: "settings:write" } },
      schema: {
        operationId: "updateSettings",
        tags,
        summary: "Change settings: all that are named, or none; they hold on every node within seconds",
        description: "What is not named stays. Some settings need the scope `admin`; each says so in `scope`.",
        body: changeSchema,
        response: { 200: answerSchema },
      },
    },
    async (request) => {
      const principal = getPrincipal(request);
      return answer(await settings.update(request.body, (scope) => principal.allows(scope)));
    },
  );
}
