import { afterEach, expect, it } from "vitest";
import { z } from "zod";
import { systemClock } from "../clock.ts";
import { createLogger } from "../logger.ts";
import { createHttpServer, type HttpApp, idSchema } from "./index.ts";

const colour = z.strictObject({ name: z.string() }).meta({ id: "TestColour" });
const shade = z.strictObject({ colour, of: idSchema }).meta({ id: "TestShade" });
const paint = z.strictObject({ shade, coats: z.int().default(2) }).meta({ id: "TestPaint" });
const bucket = z.strictObject({ paint }).meta({ id: "TestBucket" });
z.object({}).meta({ id: "TestForgotten" });

let app: HttpApp;
afterEach(() => app.close());

/** The named schemas of a server that takes and answers buckets. */
async function readSchemas() {
  app = await createHttpServer({
    config: { http: { port: 0, host: "127.0.0.1", corsOrigins: [] } },
    logger: createLogger({ level: "fatal" }),
    clock: systemClock,
    version: "1.2.3",
    authenticate: async () => undefined,
  });
  const schema = { operationId: "putBucket", body: bucket, response: { 200: bucket } };
  app.put("/api/v1/buckets", { config: { access: "public" }, schema }, ({ body }) => body);
  return (await app.inject("/api/openapi.json")).json();
}

it("has one schema where what is taken and what is answered look the same, and two where a default makes a difference", async () => {
  const { components, paths } = await readSchemas();
  const names = Object.keys(components.schemas).filter((name) => name.startsWith("Test"));
  expect(names).toEqual(["TestBucket", "TestBucketInput", "TestColour", "TestPaint", "TestPaintInput", "TestShade"]);
  expect(components.schemas.TestPaintInput.properties.shade).toEqual({ $ref: "#/components/schemas/TestShade" });
  expect(components.schemas.TestBucketInput.properties.paint).toEqual({ $ref: "#/components/schemas/TestPaintInput" });
  const { requestBody, responses } = paths["/api/v1/buckets"].put;
  expect(requestBody.content["application/json"].schema.$ref).toMatch(/TestBucketInput$/);
  expect(responses["200"].content["application/json"].schema.$ref).toMatch(/TestBucket$/);
});

it("says the format of a field without spelling it out as a pattern", async () => {
  const { components } = await readSchemas();
  expect(components.schemas.TestShade.properties.of).toEqual({ type: "string", format: "uuid" });
});
