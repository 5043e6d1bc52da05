import { expect, test } from "vitest";
import {
  findMetaProblems,
  listPlaces,
  type MetaValues,
  nextPlace,
  toComponents,
  toMetaValues,
} from "./meta-form.rules.ts";

const VALUES: MetaValues = {
  name: "order_update",
  language: "en_US",
  category: "UTILITY",
  header: "Order {{1}}",
  body: "Hello {{1}}, your order {{2}} is on its way.",
  footer: "Reply STOP to get no more",
  buttons: [
    { type: "QUICK_REPLY", text: "Thank you", url: "", phone: "" },
    { type: "URL", text: "Follow it", url: "https://shop.example/t/{{1}}", phone: "" },
  ],
  examples: { "header.1": "17", "body.1": "Ana", "body.2": "17", "button.1": "abc" },
};
const kinds = (change: Partial<MetaValues>) =>
  findMetaProblems({ ...VALUES, ...change }).map(({ field, kind }) => `${field} ${kind}`);

test("what is filled in becomes Meta's components, with examples where Meta wants them", () => {
  expect(findMetaProblems(VALUES)).toEqual([]);
  expect(listPlaces(VALUES).map(({ id }) => id)).toEqual(["header.1", "body.1", "body.2", "button.1"]);
  expect(toComponents(VALUES)).toEqual([
    { type: "HEADER", format: "TEXT", text: VALUES.header, example: { header_text: ["17"] } },
    { type: "BODY", text: VALUES.body, example: { body_text: [["Ana", "17"]] } },
    { type: "FOOTER", text: VALUES.footer },
    {
      type: "BUTTONS",
      buttons: [
        { type: "QUICK_REPLY", text: "Thank you" },
        {
          type: "URL",
          text: "Follow it",
          url: "https://shop.example/t/{{1}}",
          example: ["https://shop.example/t/abc"],
        },
      ],
    },
  ]);
});

test("named placeholders get named examples", () => {
  const named = {
    ...VALUES,
    header: "",
    body: "Hello {{first_name}}, all is well here.",
    examples: { "body.first_name": "Ana" },
  };
  expect(toComponents({ ...named, buttons: [], footer: "" })).toEqual([
    {
      type: "BODY",
      text: named.body,
      example: { body_text_named_params: [{ param_name: "first_name", example: "Ana" }] },
    },
  ]);
});

test("what Meta would refuse is told by field", () => {
  expect(kinds({ name: "Order update" })).toEqual(["name name"]);
  expect(kinds({ body: "{{1}}, your order {{2}} is here now." })).toEqual(["body edge"]);
  expect(kinds({ body: "Hello {{1}} {{2}} and all of you here." })).toEqual(["body adjacent"]);
  expect(kinds({ body: "Hello {{1}}, your order {{3}} is here now." })).toEqual([
    "body gap",
    "examples.body.3 example",
  ]);
  expect(kinds({ body: "Hello {{1}} and {{name}} in our shop today." })).toEqual([
    "body mixed",
    "examples.body.name example",
  ]);
  expect(kinds({ header: "x".repeat(61) })).toEqual(["header tooLong"]);
  expect(kinds({ footer: "For {{1}}" })).toEqual(["footer placeholders"]);
  expect(kinds({ examples: { ...VALUES.examples, "body.2": " " } })).toEqual(["examples.body.2 example"]);
  expect(kinds({ buttons: [{ type: "PHONE_NUMBER", text: "Call", url: "", phone: "600" }] })).toEqual([
    "buttons.0 phone",
  ]);
});

test("a new placeholder gets the next number", () => {
  expect(nextPlace("Hello")).toBe("{{1}}");
  expect(nextPlace("Hello {{1}} and {{2}}")).toBe("{{3}}");
});

test("a template of Meta's is read back into the form, unless it has parts that are made elsewhere", () => {
  const { name, language, category } = VALUES;
  expect(toMetaValues({ name, language, category, components: toComponents(VALUES) })).toEqual(VALUES);
  const withPicture = [
    { type: "HEADER", format: "IMAGE" },
    { type: "BODY", text: "Hello" },
  ];
  expect(toMetaValues({ name, language, category, components: withPicture })).toBeUndefined();
});
