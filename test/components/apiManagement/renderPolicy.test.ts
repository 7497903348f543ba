import { readFileSync } from "node:fs";
import { expressionRanges, PolicyPiece, renderPiece, renderText } from "../../../components/apiManagement/renderPolicy";

const render = (template: string, tokens = {}) => renderText("sample.xml", template, tokens);

describe("renderText", () => {
  it.each([
    ["&", "&amp;"],
    ["<", "&lt;"],
    [">", "&gt;"],
    ['"', "&quot;"],
    ["'", "&apos;"],
  ])("escapes %s outside expressions", (character, escaped) => {
    expect(render('<a b="${x}" />', { x: `1${character}2` })).toBe(`<a b="1${escaped}2" />`);
  });

  it("writes numbers and truth values", () => {
    expect(render("<a>${n} ${b}</a>", { n: 5, b: false })).toBe("<a>5 false</a>");
  });

  it("leaves named values alone", () => {
    expect(render('<a b="{{name}}" />')).toBe('<a b="{{name}}" />');
  });

  it("leaves expressions alone", () => {
    const template = '<a b="@(context.Subscription.Id + "/" + $"{1}")" />';
    expect(render(template)).toBe(template);
  });

  it("puts a harmless value into an expression as it is", () => {
    expect(render('<a b="@("${x}")" />', { x: "/deployments/{deployment-id}|gpt-5.4" })).toBe(
      '<a b="@("/deployments/{deployment-id}|gpt-5.4")" />',
    );
  });

  it.each(['a"b', "a'b", "a\\b", "a<b", "a&b", "a\nb"])("refuses %j in an expression", (value) => {
    expect(() => render('<a b="@("${x}")" />', { x: value })).toThrow(
      `sample.xml: token \${x} does not fit into a C# string: ${JSON.stringify(value)}`,
    );
  });

  it("refuses a value that would become an expression", () => {
    expect(() => render('<a b="${x}" />', { x: "@(1)" })).toThrow('token ${x} would become an expression: "@(1)"');
  });

  it("refuses a value that would name a named value", () => {
    expect(() => render('<a b="${x}" />', { x: "{{secret}}" })).toThrow("token ${x} would name a named value: {{");
  });

  it("reports unknown and unused tokens together", () => {
    expect(() => render("<a>${x}${y}</a>", { y: 1, z: 2 })).toThrow("sample.xml: unknown token ${x}; unused token ${z}");
  });

  it("takes no token from the prototype of an object", () => {
    expect(() => render("<a>${toString}</a>")).toThrow("unknown token ${toString}");
  });

  it("puts a piece in unescaped, indented like its token", () => {
    expect(render("<a>\n  ${x}\n</a>", { x: new PolicyPiece("<b>\n  <c />\n</b>") })).toBe("<a>\n  <b>\n    <c />\n  </b>\n</a>");
  });

  it("refuses a piece in an expression", () => {
    expect(() => render('<a b="@(${x})" />', { x: new PolicyPiece("<b />") })).toThrow("token ${x} puts XML into an expression");
  });
});

describe("renderPiece", () => {
  it("gives what is in the fragment", () => {
    expect(renderPiece("request-limit.xml", { requestsPerMinute: 60 }).xml).toMatch(/^<rate-limit-by-key calls="60" .*\/>$/);
  });

  it("refuses a whole document", () => {
    const tokens = Object.fromEntries(
      [...readFileSync("components/apiManagement/xml/global.xml", "utf8").matchAll(/\$\{(\w+)\}/g)].map(([, token]) => [
        token!,
        1,
      ]),
    );
    expect(() => renderPiece("global.xml", tokens)).toThrow("global.xml: a piece has the root <fragment>, on lines of its own");
  });
});

describe("expressionRanges", () => {
  it.each([
    ["no expression", 'a="b"', []],
    ["brackets in strings", 'a="@(")" + x)" b', ['@(")" + x']],
    ["a character", "a=\"@('(' + 1)\"", ["@('(' + 1"]],
    ["two", "@(1) and @{return 2;}", ["@(1", "@{return 2;"]],
    ["nested", "@{ if (a) { b(); } }", ["@{ if (a) { b(); } "]],
  ])("finds %s", (_what, text, expected) => {
    expect(expressionRanges(text).map(([start, end]) => text.slice(start, end))).toEqual(expected);
  });
});
