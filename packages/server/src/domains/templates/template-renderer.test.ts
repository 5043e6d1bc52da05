import { describe, expect, it } from "vitest";
import { createTemplateRenderer, TemplateInvalid, TemplateNotRenderable } from "./index.ts";

const renderer = createTemplateRenderer();
const render = (source: string, variables: Record<string, unknown> = {}) =>
  renderer.render(renderer.parse(source), variables);

describe("rendering", () => {
  const contact = { name: "Ana", tags: ["vip", "new"] };

  it.each([
    ["Hi {{ contact.name }}!", "Hi Ana!"],
    ["{% if contact.name %}Hi {{ contact.name | upcase }}{% else %}Hi{% endif %}", "Hi ANA"],
    ["{% for tag in contact.tags %}{{ tag }};{% endfor %}", "vip;new;"],
    ["{{ contact.tags[1] }} {{ contact.tags | size }}", "new 2"],
    ['{{ contact.city | default: "your city" }}', "your city"],
    ["{% capture both %}{{ contact.name }}-{{ contact.name }}{% endcapture %}{{ both }}", "Ana-Ana"],
  ])("%s", (source, expected) => {
    expect(render(source, { contact })).toEqual({ text: expected, missing: [] });
  });

  it("prints a name without value as nothing and reports it once, however deep", () => {
    const rendered = render(
      "{{ contact.name }}/{{ contact.zip }}/{{ invoice.total.text }}/{{ contact.zip }}/{{ match[9] }}",
      {
        contact,
        match: ["all"],
      },
    );
    expect(rendered).toEqual({ text: "Ana////", missing: ["contact.zip", "invoice", "match.9"] });
  });

  it("does not report what the template asks about or has a fallback for", () => {
    const rendered = render('{% if contact.zip %}{{ contact.zip }}{% endif %}{{ contact.zip | default: "none" }}', {
      contact,
    });
    expect(rendered).toEqual({ text: "none", missing: [] });
  });

  it("renders what comes after a name without value inside a loop of its own making", () => {
    const rendered = render('{% assign list = "a,b" | split: "," %}{% for x in list %}{{ x.y }}{{ x }}{% endfor %}');
    expect(rendered.text).toBe("ab");
    expect(rendered.missing).toEqual(["x.y"]);
  });

  it("leaves the variables as they were", () => {
    const variables = { count: 1, contact };
    render("{% increment count %}{% increment __proto__ %}{{ gone.there }}{% assign contact = 1 %}", variables);
    expect(variables).toEqual({ count: 1, contact: { name: "Ana", tags: ["vip", "new"] } });
    expect(({} as Record<string, unknown>).count).toBeUndefined();
  });

  it("makes text that PostgreSQL takes", () => {
    expect(render('{{ "a%00b" | url_decode }}{{ half }}', { half: "\ud83d" }).text).toBe("ab\ufffd");
  });
});

describe("a template that is not well formed is refused with its place", () => {
  it.each([
    ["{{ contact.name", 1, 1, /not closed/],
    ["Hello\n  {% nonsense %}", 2, 3, /tag "nonsense" not found/],
    ["{% if a %}", 1, 1, /not closed/],
    ["{{ a | nofilter }}", 1, 1, /undefined filter: nofilter/],
    ["{{ a | constructor }}", 1, 1, /undefined filter/],
    ['{% include "/etc/passwd" %}', 1, 1, /tag "include" not found/],
    ['{% render "/etc/passwd" %}', 1, 1, /tag "render" not found/],
    ['{% layout "/etc/passwd" %}', 1, 1, /tag "layout" not found/],
    ['{{ "now" | date: "%Y" }}', 1, 1, /undefined filter: date/],
    ["{{ list | sample }}", 1, 1, /undefined filter: sample/],
  ])("%s", (source, line, column, message) => {
    const parse = () => renderer.parse(source);
    expect(parse).toThrow(TemplateInvalid);
    expect(parse).toThrow(message);
    expect(parse).toThrow(expect.objectContaining({ code: "template-invalid", detail: { line, column } }));
  });

  it("is refused when it is too long", () => {
    expect(() => renderer.parse("x".repeat(10_001))).toThrow(/longer than 10000/);
    expect(renderer.parse("x".repeat(10_000))).toBeDefined();
  });
});

describe("a hostile template", () => {
  it.each([
    ["a huge range", "{% for i in (1..1000000000) %}x{% endfor %}"],
    [
      "nested loops",
      "{% for i in (1..900) %}{% for j in (1..900) %}{% for k in (1..900) %}{% endfor %}{% endfor %}{% endfor %}",
    ],
    [
      "a loop over a list many times",
      `{% assign l = "${"1,".repeat(50)}" | split: "," %}${"{% for i in l %}".repeat(4)}${"{% endfor %}".repeat(4)}`,
    ],
    [
      "doubling by append",
      '{% assign s = "aaaaaaaa" %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s }}',
    ],
    [
      "doubling by capture",
      "{% assign s = 'aaaa' %}{% for i in (1..60) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}{{ s.size }}",
    ],
    [
      "doubling by echo",
      "{% assign s = 'aaaa' %}{% for i in (1..60) %}{% capture s %}{% echo s %}{% echo s %}{% endcapture %}{% endfor %}{{ s.size }}",
    ],
    ["an answer longer than a message may be", "{% for i in (1..60) %}{{ text }}{% endfor %}"],
  ])("is stopped: %s", (_name, source) => {
    expect(() => render(source, { text: "x".repeat(100) })).toThrow(TemplateNotRenderable);
  });

  it("sees no prototypes", () => {
    const source = `{{ contact.constructor }}{{ contact.__proto__ }}{{ contact.toString }}{{ constructor }}{{ __proto__ }}{{ text.constructor }}
{{- list.constructor }}{{ list | map: "constructor" }}{{ contact | where: "__proto__" }}{{ contact["constructor"]["constructor"] }}`;
    expect(render(source, { contact: { name: "Ana" }, text: "x", list: ["a"] }).text).toBe("");
  });

  it("may say how long is too long", () => {
    const template = renderer.parse("{{ text }}");
    expect(() => renderer.render(template, { text: "too long" }, { maxLength: 5 })).toThrow(
      /8 characters long; 5 are allowed/,
    );
    expect(renderer.render(template, { text: "short" }, { maxLength: 5 }).text).toBe("short");
  });
});

it("lists what a template expects to be given, not what it makes itself", () => {
  const source =
    "{{ contact.name }}{% for x in items %}{{ x.y }}{% endfor %}{% assign q = 1 %}{{ q }}{{ match[1] }}{{ contact.name }}";
  expect(renderer.listVariables(source)).toEqual(["contact.name", "items", "match[1]"]);
  expect(() => renderer.listVariables("{{")).toThrow(TemplateInvalid);
});
